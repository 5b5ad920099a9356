// SPDX-License-Identifier: MIT
#include <memory>
#include <qrencode.h>
#include <stdexcept>
#include <string>

#include "display/canvas/qr.h"

namespace talon::canvas {

QrModules encode_qr(std::string_view content) {
  struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
  };
  const std::string bytes(content);
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
      static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
  if (!code)
    throw std::runtime_error("текст не помещается в QR-код: " + std::to_string(bytes.size()) + " байт");
  QrModules modules;
  modules.size = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  modules.dark.reserve(count);
  for (std::size_t i = 0; i < count; ++i) modules.dark.push_back((code->data[i] & 1) != 0);
  return modules;
}

}  // namespace talon::canvas
