# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a run is killed, or refused by its disk: the Nth time that a call reaches a file or a socket of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from runs import Outcome
from story import going_on, judge, judge_received, story, told
from world import World

FILES = ("store.db", "store.db-wal", "store.db-shm", "store.db-journal")
CALLS = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range", "ftruncate", "fallocate", "rename", "renameat", "renameat2",
         "unlink", "unlinkat", "link", "linkat", "mkdir", "mkdirat", "openat", "copy_file_range", "sendfile")
SOCKET_CALLS = ("connect", "sendto", "sendmsg", "sendmmsg", "shutdown")
KILL = "KILL"
ERRORS = ("EIO", "ENOSPC")
IMPATIENT = 700
TAKEN = "a receipt that is taken in"
DESCRIPTORS = range(20, 40)
LINE = re.compile(r"^(\d+) +(\w+)\((?:(\d+)<([^>]*)>|(?:[^,\"]*, )?\"([^\"]*)\")(.*)")


@dataclass(frozen=True, order=True)
class Target:
    """A call and what it is made on: a path below the world's folder, a receipt on its way in, or the sockets."""

    call: str
    place: str

    def filter(self, world: World) -> tuple[str, ...]:
        """What strace is told."""
        if self.place == "sockets":
            return ()
        # Under a name by chance: looked for among the descriptors that such a file had once.
        if self.place == TAKEN:
            return (f"--trace-fds={','.join(map(str, DESCRIPTORS))}",)
        return ("-P", str(world.folder / self.place))


@dataclass(frozen=True, order=True)
class Point:
    """One fault: killed at the Nth call, or that call refused, once or from then on."""

    target: Target
    number: int
    fault: str
    on: bool = False

    def __str__(self) -> str:
        return f"{self.target.call} {self.target.place} {self.number}{'+' if self.on else ''} {self.fault}"

    def around(self, world: World, log: Path) -> tuple[str, ...]:
        """The command that runs the client with this fault. Never with --seccomp-bpf, which drops the kill."""
        fault = f"signal={KILL}" if self.fault == KILL else f"error={self.fault}"
        call = self.target.call
        return ("strace", "-f", "-qq", "-y", "-s", "0", "-o", str(log), *self.target.filter(world), "-e", f"trace={call}",
                "-e", f"inject={call}:{fault}:when={self.number}{'+' if self.on else ''}")


def survey(world: World) -> dict[Target, int]:
    """Runs the story without a fault: every target, and how often one thread reaches it."""
    world.restore()
    log = world.folder / "survey"
    around = ("strace", "-f", "-qq", "-y", "-s", "4096", "-o", str(log), "-e", f"trace={','.join(CALLS + SOCKET_CALLS)}")
    ended = world.run(story(world), around)
    if ended.code != 0 or "failed " in ended.output:
        raise RuntimeError(f"the story does not end: {ended.output[-2000:]}")
    counts: Counter[tuple[str, Target]] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        match = LINE.match(line)
        if match:
            target = target_of(world, match[2], match[3], match[4] or match[5] or "", match[6])
            if target is not None:
                counts[match[1], target] += 1
    reached: dict[Target, int] = {}
    for (_, target), count in counts.items():
        reached[target] = max(reached.get(target, 0), count)
    return reached


def target_of(world: World, call: str, descriptor: str | None, path: str, rest: str) -> Target | None:
    """What a traced call was made on, where that is the store's or the academies'."""
    if call in SOCKET_CALLS:
        return Target(call, "sockets") if path.startswith(("socket:", "TCP")) and "AF_UNIX" not in rest else None
    if call == "openat" and "O_CREAT" not in rest and "O_WRONLY" not in rest and "O_RDWR" not in rest:
        return None
    for computer in ("home", "school"):
        folder = str(world.computer(computer))
        if path in (folder, f"{folder}/receipts") or path in (f"{folder}/{name}" for name in FILES):
            return Target(call, path.removeprefix(f"{world.folder}/"))
        if descriptor and path.startswith(f"{folder}/receipts/"):
            return Target(call, TAKEN)
    return None


def kill_points(reached: dict[Target, int]) -> list[Point]:
    """Each N of each target."""
    return sorted(Point(target, number, KILL) for target, count in reached.items() for number in range(1, count + 1))


def error_points(reached: dict[Target, int]) -> list[Point]:
    """What a disk can refuse, once and from then on."""
    return sorted(Point(target, number, error, on) for target, count in reached.items() if target.call not in SOCKET_CALLS
                  for number in range(1, count + 1) for error in ERRORS for on in (False, True))


def _happened(world: World, point: Point, code: int, log: Path) -> bool:
    text = log.read_text(errors="replace") if log.exists() else ""
    # 137: a child of the client that was killed in its stead is no point, and neither is a story that ended by itself.
    if point.fault == KILL and code != -9:
        return False
    own = (str(world.computer("home")), str(world.computer("school")), "<socket:", "<TCP")
    lines = [line for line in text.splitlines() if "+++" not in line and not re.search(r"resumed>.*= \?$", line)]
    if point.fault == KILL:
        # What a thread did last, and did not end.
        last = {line.split(" ", 1)[0]: line for line in lines}
        lines = [line for line in last.values() if line.endswith("= ?") or "<unfinished" in line]
    else:
        lines = [line for line in lines if "(INJECTED)" in line]
    return any(place in line for line in lines for place in own)


def run_point(world: World, point: Point) -> Outcome:
    """The story with this fault, the next start without it, and what must hold."""
    world.restore()
    log = world.folder / "strace"
    log.unlink(missing_ok=True)
    ended = world.run(story(world, 4000 if point.fault == KILL else IMPATIENT), point.around(world, log))
    outcome = Outcome(point, _happened(world, point, ended.code, log), judge_received(world), ended.output)
    if point.fault != KILL and ended.code != 0:
        outcome.verdict.unreadable.append(f"the program ended with {ended.code}: {ended.output[-600:]}")
    before = told(world.acks)
    after = world.run(going_on(world), acks=world.folder / "acks-after")
    found = judge(world, after, before)
    outcome.output += after.output
    outcome.verdict.lost += found.lost
    outcome.verdict.duplicated += found.duplicated
    outcome.verdict.unreadable += found.unreadable
    return outcome
