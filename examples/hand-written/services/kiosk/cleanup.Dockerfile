# A second image of the project, from files of the first.
FROM acme/base
COPY --from=acme/kiosk /app /app
COPY cleanup.py /app/
CMD ["python", "/app/cleanup.py"]
