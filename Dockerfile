# The service alone, without a shell's tools: a person without rights, a root file system that is never written, state in /data.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml README.md ./
COPY src src
COPY cypher cypher
COPY loaders loaders
RUN python -m venv /app && /app/bin/pip install --no-cache-dir .

FROM python:3.12-slim-bookworm
COPY --from=build /app /app
RUN useradd --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin dutygraph && install -d -o 10001 -g 10001 /data
# HOME, data and cache all lie in the volume: keys, the audit log, an embedded store, and copies of what was read from a server.
ENV PATH=/app/bin:$PATH HOME=/data XDG_DATA_HOME=/data XDG_CACHE_HOME=/data/cache PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["dutygraph"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
