"""accelerate's launcher whose ranks meet where only this machine can reach them.

`python -m deeptuner.engine.loopback …` takes the words of `accelerate launch`, and knows one more
rendezvous backend for its file: `loopback`. torch's own backends listen on every address of the
machine, whatever address they are given; a store can only be kept from that by handing it a socket
that listens already (torch 2.13, TCPStore's `master_listen_fd`). Does not know what is launched.
"""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Final

from accelerate.commands.launch import main
from torch.distributed import TCPStore  # type: ignore[attr-defined]  # public, not re-exported
from torch.distributed.elastic.rendezvous import (
    RendezvousHandler,
    RendezvousParameters,
    rendezvous_handler_registry,
)
from torch.distributed.elastic.rendezvous.static_tcp_rendezvous import StaticTCPRendezvous

BACKEND: Final = "loopback"
ADDRESS: Final = "127.0.0.1"
TIMEOUT: Final = 600  # seconds that a rank waits for a value of another, as in torch's own backends


class LoopbackRendezvous(StaticTCPRendezvous):
    """The rendezvous of one machine: its store listens on 127.0.0.1, on a port that was free."""

    def __init__(self, run_id: str) -> None:
        with socket.create_server((ADDRESS, 0)) as listening:
            port = listening.getsockname()[1]
            super().__init__(ADDRESS, port, rank=0, world_size=1, run_id=run_id, timeout=TIMEOUT)
            self._store = TCPStore(
                ADDRESS,
                port,
                is_master=True,
                timeout=timedelta(seconds=TIMEOUT),
                wait_for_workers=False,
                master_listen_fd=listening.detach(),
            )

    def get_backend(self) -> str:
        return BACKEND


def make_rendezvous(parameters: RendezvousParameters) -> RendezvousHandler:
    return LoopbackRendezvous(parameters.run_id)


if __name__ == "__main__":
    rendezvous_handler_registry.register(BACKEND, make_rendezvous)
    main()
