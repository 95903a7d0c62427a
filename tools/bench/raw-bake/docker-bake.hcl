# All images of the workspace: docker buildx bake --load
# In CI: PUSH=1 docker buildx bake --push

variable "UV_DEFAULT_INDEX" { default = "" }
variable "PIP_INDEX_URL" { default = "" }
variable "PIP_TRUSTED_HOST" { default = "" }
variable "PUSH" { default = "" }

group "default" {
  targets = ["service"]
}

target "settings" {
  context = "."
  attest  = ["type=provenance,disabled=true", "type=sbom,disabled=true"]
}

target "base" {
  inherits   = ["settings"]
  dockerfile = "images/python/Dockerfile"
  target     = "base"
}

target "base-builder" {
  inherits   = ["settings"]
  dockerfile = "images/python/Dockerfile"
  target     = "base-builder"
  args = {
    UV_DEFAULT_INDEX = UV_DEFAULT_INDEX
    PIP_INDEX_URL    = PIP_INDEX_URL
    PIP_TRUSTED_HOST = PIP_TRUSTED_HOST
  }
}

target "service" {
  inherits   = ["settings"]
  name       = service
  matrix     = { service = ["@services@"] }
  dockerfile = "services/${service}/Dockerfile"
  contexts   = { base = "target:base", base-builder = "target:base-builder" }
  tags       = ["@images@/${service}"]
  cache-from = PUSH == "" ? [] : ["type=registry,ref=@images@/${service}:cache"]
  cache-to   = PUSH == "" ? [] : ["type=registry,ref=@images@/${service}:cache,mode=max"]
}
