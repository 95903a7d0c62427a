"""The messages that the worker handles."""

import logging
import os

import dramatiq
from dramatiq.brokers.redis import RedisBroker

from shop import PRICE

dramatiq.set_broker(RedisBroker(url=os.environ.get("REDIS_URL", "redis://localhost:6379/0")))


@dramatiq.actor
def sell(count: int) -> None:
    """Log the total of a sale."""
    logging.getLogger(__name__).info("sold for %d", count * PRICE)
