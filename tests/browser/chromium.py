"""Chromium, driven over a pipe by the DevTools protocol: standard library only, any version of the browser.

A page is a session; what it asks of the network and what it complains of is kept as it happens.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

PATIENCE = 20.0  # seconds until a page that does not come to what is expected of it has failed
_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
]
# the browser reads commands from descriptor 3 and writes answers to 4
_WIRE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""


class Chromium:
    """A browser of its own, with an empty profile in a folder that is given."""

    def __init__(self, program: str, profile: Path) -> None:
        commands, self._to = os.pipe()
        self._from, answers = os.pipe()
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _WIRE,
                str(commands),
                str(answers),
                program,
                *_FLAGS,
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            pass_fds=(commands, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answers)
        self._rest = b""
        self._count = 0
        self._events: dict[str, deque[dict[str, Any]]] = {}

    def send(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Return the answer to a command; the events that come meanwhile are kept for their session."""
        self._count += 1
        command = {"id": self._count, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while True:
            message = self._read()
            if message.get("id") == self._count:
                if "error" in message:
                    raise AssertionError(f"{method}: {message['error']['message']}")
                result: dict[str, Any] = message["result"]
                return result
            if "method" in message:
                self._events.setdefault(message.get("sessionId", ""), deque()).append(message)

    def events(self, session: str, method: str) -> list[dict[str, Any]]:
        """Return the parameters of the events of one kind so far."""
        return [e["params"] for e in self._events.get(session, ()) if e["method"] == method]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._from, 1 << 20)
            if not read:
                raise AssertionError("the browser went away")
            self._rest += read
        whole, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        return message

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Open a page that shares nothing with the others, as of another person, until left."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable", session)
        yield Page(self, session, context)
        self.send("Target.disposeBrowserContext", browserContextId=context)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._to)
        os.close(self._from)


class Page:
    """A page in the browser: what a person does there, and what there is to see."""

    def __init__(self, browser: Chromium, session: str, context: str) -> None:
        self._context = context
        self._browser = browser
        self._session = session

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the answer to a command for this page."""
        return self._browser.send(method, self._session, **parameters)

    def open(self, address: str) -> None:
        """Go to an address, and wait until its scripts have run."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, awaited where it is a promise."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise AssertionError(f"{expression}: {found['exceptionDetails']['exception']['description']}")
        return found["result"].get("value")

    def until(self, expression: str) -> Any:
        """Return the value of an expression once it is true.

        :raises AssertionError: when that takes too long.
        """
        end = time.monotonic() + PATIENCE
        while not (value := self._value_here(expression)):
            if time.monotonic() > end:
                shown = self.value("document.body.innerText")
                raise AssertionError(f"never came: {expression}; the page says {shown}")
            time.sleep(0.05)
        return value

    def _value_here(self, expression: str) -> Any:
        """Return the value of an expression, or None where the page gives way to another meanwhile."""
        try:
            return self.value(expression)
        except AssertionError as error:
            if "navigated or closed" in str(error):
                return None
            raise

    def text(self, selector: str) -> str:
        """Return the text of the first element of a kind, once there is one."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{place}")
        return str(self.value(f"{place}.innerText"))

    def click(self, selector: str) -> None:
        """Click on an element, once there is one."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{place}")
        self.value(f"{place}.click()")

    def focus(self, selector: str) -> None:
        """Put the cursor into a field, all that is in it chosen."""
        place = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{place}")
        self.value(f"{place}.focus(); {place}.select?.()")

    def type(self, text: str) -> None:
        """Type a text, key by key as far as a page can tell."""
        for letter in text:
            self.send(
                "Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter, unmodifiedText=letter
            )
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, key: str, code: int, *, control: bool = False) -> None:
        """Press a key that writes nothing; `code` is its virtual key code."""
        for kind in ("rawKeyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                modifiers=2 if control else 0,
            )

    @contextmanager
    def saving(self, folder: Path) -> Iterator[None]:
        """Let the page save a file into a folder, and wait at the end until it is there as a whole.

        :raises AssertionError: when that takes too long.
        """
        allowed = {"behavior": "allow", "downloadPath": str(folder), "eventsEnabled": True}
        self._browser.send("Browser.setDownloadBehavior", browserContextId=self._context, **allowed)
        before = self._completed()
        yield
        end = time.monotonic() + PATIENCE
        while self._completed() == before:
            assert time.monotonic() < end, "nothing was saved"
            self.value("1")  # what came meanwhile is read

    def _completed(self) -> int:
        events = self._browser.events("", "Browser.downloadProgress")
        return sum(event["state"] == "completed" for event in events)

    def asked(self) -> list[str]:
        """Return the addresses that the page has asked for."""
        sent = self._browser.events(self._session, "Network.requestWillBeSent")
        return [event["request"]["url"] for event in sent]

    def complaints(self) -> list[str]:
        """Return the errors and warnings of the console, but not that a door of the API told of a problem."""
        self.value("1")  # what came meanwhile is read
        events = self._browser.events
        logged = [event["entry"] for event in events(self._session, "Log.entryAdded")]
        thrown = [
            event["exceptionDetails"]["text"] for event in events(self._session, "Runtime.exceptionThrown")
        ]
        called = list(events(self._session, "Runtime.consoleAPICalled"))
        return [
            *(entry["text"] for entry in logged if _is_complaint(entry)),
            *thrown,
            *(str(event["args"]) for event in called if event["type"] in ("error", "warning")),
        ]


def _is_complaint(entry: dict[str, Any]) -> bool:
    told = entry["source"] == "network" and re.search(r"/(?:sparql|queries|search)\b", entry.get("url", ""))
    return entry["level"] in ("error", "warning") and not told
