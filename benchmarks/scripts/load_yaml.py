"""Every file below a folder by one YAML reader: `load_yaml.py csafe|pure|ruamel|negtrack FOLDER`.

`negtrack` reads values and the place of each; the others read values alone.
"""

import sys
from collections.abc import Callable
from pathlib import Path


def reader(name: str) -> Callable[[str, bytes], object]:
    """From the path and bytes of a file to what it says."""
    if name == "negtrack":
        from negtrack.yamltext import read

        return read
    if name == "ruamel":
        from ruamel.yaml import YAML

        ruamel = YAML(typ="rt")
        return lambda _, raw: ruamel.load(raw)
    import yaml

    loader = yaml.CSafeLoader if name == "csafe" else yaml.SafeLoader
    return lambda _, raw: yaml.load(raw, loader)


if __name__ == "__main__":
    load = reader(sys.argv[1])
    for file in sorted(Path(sys.argv[2]).rglob("*.yaml")):
        if load(str(file), file.read_bytes()) is None:
            sys.exit(f"{file} says nothing")
