"""Runs pip again and again in processes of their own, without loading it each time.

Reads requests from standard input, one a line: {"id", "cwd", "args", "env"}. Writes for each {"id", "code"}.
Its only argument is the folder that pip is installed in.
"""

import json
import os
import signal
import sys

sys.path.insert(0, sys.argv[1])

# What `pip install` loads.
import pip._internal.commands.install  # noqa: E402
import pip._internal.resolution.resolvelib.resolver  # noqa: E402, F401
from pip._internal.cli.main import main  # noqa: E402


def run(request):
    os.chdir(request["cwd"])
    os.environ.update(request["env"])
    log = os.open("pip.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    answers = os.dup(1)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        code = main(request["args"])
    except SystemExit as error:
        code = error.code
    except BaseException:
        # pip ends with one as well where it meets what it does not expect.
        code = 70
    os.write(answers, (json.dumps({"id": request["id"], "code": code}) + "\n").encode())
    os._exit(0)


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        run(json.loads(line))
