"""Runs Poetry again and again in processes of their own, without loading it each time.

Reads requests from standard input, one a line: {"id", "cwd", "args", "env", "log"}. What Poetry prints goes to the file
"log". Writes for each {"id", "code"}.
"""

import json
import os
import signal
import sys

# What `poetry lock`, `install` and `sync` load.
import poetry.console.application
import poetry.console.commands.install
import poetry.console.commands.lock
import poetry.console.commands.sync
import poetry.factory
import poetry.installation.executor
import poetry.installation.installer
import poetry.puzzle.solver
import poetry.repositories.legacy_repository
import poetry.utils.env  # noqa: F401


def run(request):
    os.chdir(request["cwd"])
    os.environ.update(request["env"])
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    answers = os.dup(1)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = ["poetry", *request["args"]]
    try:
        code = poetry.console.application.main()
    except SystemExit as error:
        code = error.code
    except BaseException as error:
        print(repr(error))
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(answers, (json.dumps({"id": request["id"], "code": code}) + "\n").encode())
    os._exit(0)


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        run(json.loads(line))
