"""Runs a program under the system call filter of nianbao.service: python3 packaging/confined.py PROGRAM ARGUMENT…

Reads the SystemCallFilter= lines of the unit and the groups that `systemd-analyze syscall-filter` lists, allows what systemd
would allow (its group @default always is), and answers EPERM to the rest, as SystemCallErrorNumber= there says. Needs Debian's
python3-seccomp. systemd itself need not run, so a build machine or a container can tell whether the program still works.
"""
import errno
import os
import pathlib
import subprocess
import sys

import seccomp


def group(name):
    """The system calls of a group (@name), those of groups in it too; a name without @ stands for itself."""
    if not name.startswith("@"):
        return {name}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", name], check=True, capture_output=True, text=True).stdout
    found = set()
    for line in listed.splitlines()[1:]:
        word = line.strip()
        if word and not word.startswith("#"):
            found |= group(word)
    return found


def allowed(unit):
    """The system calls that the unit allows: the first list, then what later lists take away (~) or add (systemd.exec(5))."""
    calls = group("@default")
    lists = [line.split("=", 1)[1].strip() for line in unit.splitlines() if line.startswith("SystemCallFilter=")]
    if not lists or lists[0].startswith("~"):
        raise SystemExit("confined: the unit has no list of allowed system calls")
    for text in lists:
        named = set().union(*(group(name) for name in text.lstrip("~").split()))
        calls = calls - named if text.startswith("~") else calls | named
    return calls | group("@default")


def main():
    unit = pathlib.Path(__file__).with_name("nianbao.service").read_text(encoding="utf-8")
    calls = allowed(unit)
    deny = seccomp.SyscallFilter(defaction=seccomp.ERRNO(errno.EPERM))
    for name in sorted(calls | {"execve"}):
        try:
            deny.add_rule(seccomp.ALLOW, name)
        except (RuntimeError, ValueError):
            continue  # not a call of this architecture
    deny.load()
    os.execv(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
