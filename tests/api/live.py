"""A service on a real port in this process, for what an event loop and real connections do."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

import httpx
import uvicorn

from .service import serving


@contextmanager
def running(county, folder, **more):
    """A function that gets an address of a service that runs in a thread of its own."""
    with serving(county, folder, keys=False, **more) as service:
        server = uvicorn.Server(uvicorn.Config(service.app, port=0, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                yield client.get
        finally:
            server.should_exit = True
            thread.join()
