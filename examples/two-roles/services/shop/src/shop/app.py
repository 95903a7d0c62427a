"""The HTTP application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from shop import PRICE


async def home(request: Request) -> JSONResponse:
    """Answer with the price."""
    return JSONResponse({"price": PRICE})


app = Starlette(routes=[Route("/", home), Route("/health", home)])
