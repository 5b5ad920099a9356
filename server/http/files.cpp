// SPDX-License-Identifier: MIT
#include "server/http/files.h"

#include "server/protocol/openapi.h"

#ifdef TALON_WEB
#include "server/web/assets.h"
#endif

namespace talon::http {

#ifdef TALON_WEB
std::optional<StaticFile> find_file(const std::string& path) {
  for (const web::Asset& asset : web::assets()) {
    if (asset.path == path) return StaticFile{asset.content_type, asset.body, asset.etag};
  }
  return std::nullopt;
}
#else
std::optional<StaticFile> find_file(const std::string&) {
  return std::nullopt;
}
#endif

std::string openapi_text() {
  return std::string(protocol::openapi_document());
}

}  // namespace talon::http
