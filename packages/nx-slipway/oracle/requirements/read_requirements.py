"""Says how `packaging` reads requirements, which are a list of texts on standard input.

Its arguments are the folder that it is installed in and the machines that markers are evaluated for, by comma.
"""

import json
import sys

sys.path.insert(0, sys.argv[1])

from packaging.requirements import InvalidRequirement, Requirement  # noqa: E402
from packaging.utils import canonicalize_name  # noqa: E402

LINUX = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_python_implementation": "CPython",
    "platform_release": "6.1.0",
    "platform_system": "Linux",
    "platform_version": "#1 SMP",
    "sys_platform": "linux",
}


def environments():
    for machine in sys.argv[2].split(","):
        for patch in ("3.13.0", "3.13.2", "3.13.9", "3.13.40"):
            yield {
                **LINUX,
                "platform_machine": machine,
                "python_version": "3.13",
                "python_full_version": patch,
                "implementation_version": patch,
            }


def evaluate(marker, environment):
    try:
        return marker.evaluate(environment)
    except Exception:
        return None


def tree(nodes):
    """With `and` before `or`, as `packaging` evaluates its flat lists."""
    if isinstance(nodes, tuple):
        left, operator, right = nodes
        sides = [type(side).__name__[:3] + " " + side.value for side in (left, right)]
        return [sides[0], operator.value, sides[1]]
    groups = [[]]
    for node in nodes:
        if node == "or":
            groups.append([])
        elif node != "and":
            groups[-1].append(tree(node))
    return joined("or", [joined("and", group) for group in groups])


def joined(operator, parts):
    return parts[0] if len(parts) == 1 else [operator, parts]


def read(text):
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        return None
    if any(name.endswith("_") for name in (requirement.name, *requirement.extras)):
        # No name by the specification of names; its pattern takes it for a word.
        return None
    marker = requirement.marker
    return {
        "name": canonicalize_name(requirement.name),
        "extras": sorted({canonicalize_name(extra) for extra in requirement.extras}),
        "specifiers": sorted({str(each) for each in requirement.specifier}),
        "url": requirement.url,
        "marker": marker and tree(marker._markers),
        "holds": marker and sorted({str(evaluate(marker, each)) for each in environments()}),
    }


print(json.dumps([read(text) for text in json.load(sys.stdin)]))
