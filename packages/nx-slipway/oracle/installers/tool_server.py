"""Runs a tool written in Python again and again in processes of their own, without loading it each time.

Arguments: the folder that holds the tool, or nothing; its entry point as module:function; modules to load beforehand. Reads
requests from standard input, one a line: {"id", "cwd", "args", "env", "log"}. What the tool prints goes to
the file "log". Writes {"id", "code"} for each.
"""

import importlib
import json
import os
import signal
import sys

folder, entry, *modules = sys.argv[1:]
if folder:
    sys.path.insert(0, folder)
module, function = entry.split(":")
for name in [module, *modules]:
    importlib.import_module(name)
main = getattr(sys.modules[module], function)


def run(request):
    # A tool that asks something must not read the next request.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(request["cwd"])
    os.environ.update(request["env"])
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    answers = os.dup(1)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = [module.split(".")[0], *request["args"]]
    try:
        code = main()
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
