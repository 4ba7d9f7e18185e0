"""Runs a command to its end and says, in one line of JSON, how long it took and how much memory it held at most.

Usage: python launch.py SECONDS COMMAND ARGUMENT …

It is stopped after so many seconds, which may be `inf`. Both numbers are the operating system's: the clock around the
process, and the peak resident set that `wait4` reports for it. The latter cannot be below that of this small launcher, from
which the process is forked.
"""

import json
import math
import os
import subprocess
import sys
import threading
import time

BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024

limit = float(sys.argv[1])
stopped = threading.Event()
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE)


def stop():
    stopped.set()
    process.kill()


timer = threading.Timer(limit, stop)
if math.isfinite(limit):
    timer.start()
output = process.stdout.read()
_, status, usage = os.wait4(process.pid, 0)
timer.cancel()
seconds = time.perf_counter() - start
print(
    json.dumps(
        {
            "code": os.waitstatus_to_exitcode(status),
            "stopped": stopped.is_set(),
            "seconds": seconds,
            "peakBytes": usage.ru_maxrss * BYTES_PER_UNIT,
            "output": output.decode(),
        }
    )
)
