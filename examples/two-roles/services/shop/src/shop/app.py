"""The HTTP application of shop."""

from fastapi import FastAPI
from greetings import greeting

app = FastAPI(title="shop")


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that this process answers."""
    return {"status": "ok"}


@app.get("/greetings/{name}")
async def greet(name: str) -> dict[str, str]:
    """Greet a customer."""
    return {"message": greeting(name)}
