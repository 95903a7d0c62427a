"""The messages that the worker of shop works off."""

import logging
import os

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from greetings import greeting

logger = logging.getLogger(__name__)

dramatiq.set_broker(RedisBroker(url=os.environ.get("REDIS_URL", "redis://localhost:6379/0")))


@dramatiq.actor
def greet(name: str) -> None:
    """Greet a customer."""
    logger.info(greeting(name))
