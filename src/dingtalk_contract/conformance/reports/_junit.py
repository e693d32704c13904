"""The JUnit report: one testcase a clause."""

from xml.etree.ElementTree import Element, SubElement, tostring

from ._record import Line, RunRecord, Translator, sanitise, title_of

_TAGS = {"fail": "failure", "error": "error"}


def render_junit(record: RunRecord, translator: Translator) -> str:
    """Write a run as JUnit XML; a warning passes and says so, a run without its end is an error."""
    operations = dict.fromkeys(result["clause"].split("/")[0] for result in record.results)
    root = Element("testsuites", name="dingtalk-contract")
    for operation in operations:
        results = [result for result in record.results if result["clause"].split("/")[0] == operation]
        suite = SubElement(root, "testsuite", _counts(operation, results, record))
        for result in results:
            _case(suite, result, translator)
    if record.end is None:
        suite = SubElement(root, "testsuite", name="run", tests="1", errors="1", failures="0", skipped="0")
        case = SubElement(suite, "testcase", classname="run", name="end")
        SubElement(case, "error", message="the record has no end: the run was broken off")
    text: str = tostring(root, encoding="unicode", xml_declaration=True)
    return text + "\n"


def _counts(operation: str, results: list[Line], record: RunRecord) -> dict[str, str]:
    def count(*verdicts: str) -> str:
        return str(sum(result["verdict"] in verdicts for result in results))

    return {
        "name": operation,
        "hostname": sanitise(title_of(record.heading)),
        "timestamp": record.heading["started"],
        "tests": str(len(results)),
        "failures": count("fail"),
        "errors": count("error"),
        "skipped": count("skip", "known"),
        "time": f"{sum(result['seconds'] for result in results):.3f}",
    }


def _case(suite: Element, result: Line, translator: Translator) -> None:
    operation, slug = result["clause"].split("/", 1)
    case = SubElement(suite, "testcase", classname=operation, name=slug, time=f"{result['seconds']:.3f}")
    rows = (f"{label}: {text}" for label, text in translator.details(result).items())
    details = "\n".join(sanitise(line) for row in rows for line in row.split("\n"))
    verdict = result["verdict"]
    if verdict in {"fail", "error"}:
        headline = sanitise(result.get("received") or translator.reason(result))
        SubElement(case, _TAGS[verdict], message=headline, type=result["level"]).text = details
    elif verdict in {"skip", "known"}:
        SubElement(case, "skipped", message=sanitise(translator.reason(result)))
    elif verdict == "warn":
        SubElement(case, "system-out").text = f"warn\n{details}"
