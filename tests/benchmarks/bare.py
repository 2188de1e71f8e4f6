"""`python -m tests.benchmarks.bare PORT FOLDER`: FastAPI with nothing but a route for each file of bytes.

What painkg answers is held against it: the same bytes from an `async` route that does nothing else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response

from painkg_api.serving import UVICORN


def bare(folder: Path) -> FastAPI:
    """Return the application; `FOLDER/NAME.json` has the headers of the bytes in `FOLDER/NAME`."""
    app = FastAPI()
    for headers in sorted(folder.glob("*.json")):
        add(app, headers.stem, headers.with_suffix("").read_bytes(), json.loads(headers.read_text()))
    return app


def add(app: FastAPI, name: str, body: bytes, headers: dict[str, str]) -> None:
    """Add the route `/NAME` for some bytes."""

    @app.api_route(f"/{name}", methods=["GET", "POST"])
    async def route() -> Response:
        return Response(body, headers=headers)


if __name__ == "__main__":
    uvicorn.run(bare(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), **UVICORN)
