// SPDX-License-Identifier: MIT
#include "server/http/files.h"

#include "server/protocol/openapi.h"
#include "server/web/assets.h"

namespace talon::http {

std::optional<StaticFile> find_file(const std::string& path) {
  for (const web::Asset& asset : web::assets()) {
    if (asset.path == path) return StaticFile{asset.content_type, asset.body, asset.etag};
  }
  return std::nullopt;
}

std::string openapi_text() {
  return std::string(protocol::openapi_document());
}

}  // namespace talon::http
