"""The fifteen languages of the page: what a sample is written with, and how it is built and run."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

_JACKSON = ":".join(f"/usr/share/java/jackson-{part}.jar" for part in ("databind", "core", "annotations"))
_NEWTONSOFT = "/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll"
_SENDER = Path(__file__).with_name("send_http.py")
_PYTHON = sys.executable


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language, with shell lines in which $SAMPLE is the file and $BUILT a path of its own for what is built."""

    name: str
    key: str
    extension: str
    library: str
    run: str
    build: str = ""
    version: str = ""
    """What prints the version of the tools."""
    needs: tuple[str, ...] = ()
    """Programs, or files by their whole path, without which it cannot be judged."""
    has_classes: bool = False
    """The file has the name of the class in it."""
    source: str = ""
    """Where its tools come from, as a reader would get them."""

    @property
    def template(self) -> str:
        """Return the file name of its template."""
        return f"{self.key}.{self.extension}.jinja"

    def file_name(self, operation: str) -> str:
        """Return the file name of the sample of an operation."""
        stem = operation[:1].upper() + operation[1:] if self.has_classes else operation
        return f"{stem}.{self.extension}"

    def missing(self) -> list[str]:
        """Return what it needs and this machine lacks."""
        return [each for each in self.needs if not (Path(each).exists() or shutil.which(each))]


LANGUAGES = (
    Language(
        name="Shell",
        key="shell",
        extension="sh",
        library="curl, jq",
        run='sh "$SAMPLE"',
        version="curl --version | head -1 | cut -d' ' -f1,2; jq --version",
        needs=("curl", "jq"),
        source="Debian: curl, jq",
    ),
    Language(
        name="JavaScript",
        key="javascript",
        extension="mjs",
        library="fetch",
        run='node "$SAMPLE"',
        version="echo Node $(node --version)",
        needs=("node",),
        source="Debian: nodejs",
    ),
    Language(
        name="Java",
        key="java",
        extension="java",
        library="java.net.http, Jackson",
        build=f'javac -cp {_JACKSON} -d "$BUILT" "$SAMPLE"',
        run=f'java -XX:TieredStopAtLevel=1 -cp {_JACKSON}:"$BUILT" "$(basename "$SAMPLE" .java)"',
        version="java --version | head -1",
        needs=("javac", "/usr/share/java/jackson-databind.jar"),
        has_classes=True,
        source="Debian: default-jdk-headless, libjackson2-databind-java",
    ),
    Language(
        name="Swift",
        key="swift",
        extension="swift",
        library="URLSession",
        build='mkdir -p "$BUILT" && cp "$SAMPLE" "$BUILT/main.swift" && swiftc -o "$BUILT/sample" "$BUILT/main.swift"',
        run='"$BUILT/sample"',
        version="swiftc --version 2> /dev/null | head -1",
        needs=("swiftc",),
        source="Debian 13: swiftlang",
    ),
    Language(
        name="Go",
        key="go",
        extension="go",
        library="net/http",
        build='go build -o "$BUILT" "$SAMPLE"',
        run='"$BUILT"',
        version="go version | cut -d' ' -f3",
        needs=("go",),
        source="Debian: golang-go",
    ),
    Language(
        name="PHP",
        key="php",
        extension="php",
        library="curl",
        run='php "$SAMPLE"',
        version="php --version | head -1 | cut -d' ' -f1,2",
        needs=("php",),
        source="Debian: php-cli, php-curl",
    ),
    Language(
        name="Python",
        key="python",
        extension="py",
        library="requests",
        run=f'{_PYTHON} "$SAMPLE"',
        version=f"{_PYTHON} --version; {_PYTHON} -c 'import requests; print(\"requests\", requests.__version__)'",
        source="PyPI: requests",
    ),
    Language(
        name="HTTP",
        key="http",
        extension="http",
        library="a raw socket",
        run=f'{_PYTHON} -I {_SENDER} "$SAMPLE"',
        version="echo our own sender",
        source="scripts/sampling/send_http.py",
    ),
    Language(
        name="C",
        key="c",
        extension="c",
        library="libcurl, Jansson",
        build='cc -Wall -Wextra -Werror -o "$BUILT" "$SAMPLE" $(pkg-config --cflags --libs libcurl jansson)',
        run='"$BUILT"',
        version="cc --version | head -1; echo libcurl $(pkg-config --modversion libcurl)",
        needs=("cc", "pkg-config", "/usr/include/jansson.h"),
        source="Debian: gcc, pkg-config, libcurl4-openssl-dev, libjansson-dev",
    ),
    Language(
        name="C#",
        key="csharp",
        extension="cs",
        library="HttpClient, Newtonsoft.Json",
        build=f'mcs -out:"$BUILT" -r:System.Net.Http.dll -r:{_NEWTONSOFT} "$SAMPLE"',
        run=f'MONO_PATH={Path(_NEWTONSOFT).parent} mono "$BUILT"',
        version="mono --version | head -1 | cut -d' ' -f1-5",
        needs=("mcs", "mono", _NEWTONSOFT),
        has_classes=True,
        source="Debian: mono-mcs, libmono-system-net-http4.0-cil, libnewtonsoft-json5.0-cil",
    ),
    Language(
        name="Objective-C",
        key="objectivec",
        extension="m",
        library="NSURLConnection",
        # The runtime's headers are GCC's, the literals of the language are Clang's.
        build=(
            'clang -Wall -o "$BUILT" "$SAMPLE" $(gnustep-config --objc-flags) '
            "-idirafter $(gcc -print-file-name=include) $(gnustep-config --base-libs)"
        ),
        run='"$BUILT"',
        version="clang --version | head -1; dpkg-query -W -f 'GNUstep base ${Version}\\n' libgnustep-base-dev",
        needs=("clang", "gcc", "gnustep-config"),
        source="Debian: clang, gobjc, gnustep-make, libgnustep-base-dev",
    ),
    Language(
        name="Ruby",
        key="ruby",
        extension="rb",
        library="Net::HTTP",
        run='ruby "$SAMPLE"',
        version="ruby --version | cut -d' ' -f1,2",
        needs=("ruby",),
        source="Debian: ruby",
    ),
    Language(
        name="OCaml",
        key="ocaml",
        extension="ml",
        library="Cohttp, Yojson",
        build=(
            'mkdir -p "$BUILT" && cp "$SAMPLE" "$BUILT/sample.ml" && cd "$BUILT" && '
            "ocamlfind ocamlopt -thread -linkpkg -package cohttp-lwt-unix,yojson sample.ml -o sample"
        ),
        run='"$BUILT/sample"',
        version="echo OCaml $(ocamlfind ocamlopt -version)",
        needs=("ocamlfind",),
        source="Debian: ocaml-findlib, libcohttp-lwt-unix-ocaml-dev, libyojson-ocaml-dev",
    ),
    Language(
        name="Dart",
        key="dart",
        extension="dart",
        library="package:http",
        build='dart compile exe -o "$BUILT" "$SAMPLE"',
        run='"$BUILT"',
        version="dart --version",
        needs=("dart",),
        source="neither Debian, PyPI nor npm has it",
    ),
    Language(
        name="R",
        key="r",
        extension="R",
        library="httr2",
        run='Rscript --vanilla "$SAMPLE"',
        version="R --version | head -1 | cut -d' ' -f1-3",
        needs=("Rscript",),
        source="Debian: r-base-core, r-cran-httr2",
    ),
)
