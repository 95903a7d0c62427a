"""The HTTP application."""

from greetings import greeting
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def home(request: Request) -> JSONResponse:
    """Answer with a greeting."""
    return JSONResponse({"message": greeting("Ada")})


app = Starlette(routes=[Route("/", home), Route("/health", home)])
