"""The generator's configuration, held against the keys that the generator knows."""

from pathlib import Path

from regeneration.document import parse_yaml
from regeneration.errors import GenerationError

# Every key of openapi-python-client's ConfigFile at the pinned version; a test compares the two.
KNOWN_KEYS: dict[str, type] = {
    "class_overrides": dict,
    "content_type_overrides": dict,
    "docstrings_on_attributes": bool,
    "field_prefix": str,
    "generate_all_tags": bool,
    "http_timeout": int,
    "literal_enums": bool,
    "package_name_override": str,
    "package_version_override": str,
    "post_hooks": list,
    "project_name_override": str,
    "use_path_prefixes_for_title_model_names": bool,
}


def require_known_keys(path: Path) -> None:
    """Raise GenerationError for each key that the generator would ignore or misread."""
    try:
        config = parse_yaml(path.read_bytes())
    except (OSError, ValueError) as error:
        raise GenerationError(f"cannot use the configuration {path.name!r}: {error}") from error
    faults = [f"unknown key {key!r}" for key in config.keys() - KNOWN_KEYS.keys()]
    faults += [
        f"{key!r} is no {known.__name__}"
        for key, known in KNOWN_KEYS.items()
        if key in config and type(config[key]) is not known
    ]
    if faults:
        raise GenerationError(f"cannot use the configuration {path.name!r}: {', '.join(sorted(faults))}")
