// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <sodium.h>
#include <stdexcept>

#include "server/http/password.h"
#include "server/http/request.h"

namespace talon::http {
namespace {

constexpr std::size_t memory_bytes = 19u * 1024u * 1024u;
constexpr unsigned passes = 2;

// What guessers try first, here and in Russian offices; eight characters or more, lower case.
constexpr std::array<std::string_view, 100> common = {
    "password",     "12345678",      "123456789", "1234567890", "qwertyui",  "qwertyuiop", "11111111",
    "00000000",     "password1",     "iloveyou",  "sunshine",   "princess",  "football",   "baseball",
    "superman",     "trustno1",      "welcome1",  "passw0rd",   "1q2w3e4r",  "1qaz2wsx",   "q1w2e3r4",
    "1q2w3e4r5t",   "qazwsxedc",     "zaq12wsx",  "asdfghjk",   "asdfghjkl", "zxcvbnm1",   "qwerty12",
    "qwerty123",    "qwerty1234",    "abcd1234",  "abc12345",   "a1234567",  "87654321",   "987654321",
    "0987654321",   "12344321",      "11223344",  "12121212",   "88888888",  "66666666",   "77777777",
    "99999999",     "55555555",      "22222222",  "33333333",   "44444444",  "12341234",   "123123123",
    "147258369",    "159357456",     "741852963", "789456123",  "123654789", "password12", "password123",
    "admin123",     "administrator", "admin1234", "adminadmin", "rootroot",  "testtest",   "test1234",
    "letmein1",     "dragon12",      "master12",  "computer",   "internet",  "whatever",   "starwars",
    "michelle",     "jennifer",      "samsung1",  "marina12",   "natasha1",  "nastya123",  "svetlana",
    "ekaterina",    "aleksandr",     "alexander", "vladimir",   "spartak1",  "zenit2008",  "rossiya1",
    "moskva123",    "privet123",     "parol123",  "parol1234",  "changeme",  "secret12",   "пароль",
    "парольпароль", "йцукенгш",      "йцукен123", "привет123",  "пароль123", "любовь123",  "россия2024",
    "россия2025",   "россия2026"};

template <std::size_t size>
std::array<unsigned char, size> random_bytes() {
  std::array<unsigned char, size> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string hex(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(size * 2);
  for (std::size_t i = 0; i < size; ++i) {
    out.push_back(digits[bytes[i] >> 4u]);
    out.push_back(digits[bytes[i] & 15u]);
  }
  return out;
}

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

void start_crypto() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not be started");
}

std::string password_problem(std::string_view password, std::string_view login) {
  if (password.size() < 8) return "Пароль короче 8 знаков.";
  if (password.size() > 128) return "Пароль длиннее 128 байт.";
  const std::string lower = lower_ascii(password);
  const bool known = std::find(common.begin(), common.end(), lower) != common.end();
  const bool one_sign = lower.find_first_not_of(lower.front()) == std::string::npos;
  if (known || one_sign || lower == lower_ascii(login)) {
    return "Этот пароль слишком распространён: его подберут первым.";
  }
  return {};
}

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("not enough memory for a password hash");
  }
  return out.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string text(hash);
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

const std::string& decoy_hash() {
  static const std::string hash = hash_password(random_hex(32));
  return hash;
}

std::string random_hex(std::size_t bytes) {
  std::string raw(bytes, '\0');
  randombytes_buf(raw.data(), raw.size());
  return hex(octets(raw), raw.size());
}

std::string random_token() {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
  const auto bytes = random_bytes<16>();
  std::string out;
  unsigned held = 0;
  unsigned bits = 0;
  for (const unsigned char byte : bytes) {
    held = (held << 8u) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out.push_back(digits[(held >> bits) & 31u]);
    }
  }
  if (bits > 0) out.push_back(digits[(held << (5 - bits)) & 31u]);
  return out;
}

std::string random_uuid() {
  auto bytes = random_bytes<16>();
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0fu) | 0x40u);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3fu) | 0x80u);
  std::string out = hex(bytes.data(), bytes.size());
  for (const std::size_t at : {20u, 16u, 12u, 8u}) out.insert(at, 1, '-');
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  const std::string raw = sha256_raw({}, bytes);
  return hex(octets(raw), raw.size());
}

std::string sha256_raw(std::string_view before, std::string_view bytes) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, octets(before), before.size());
  crypto_hash_sha256_update(&state, octets(bytes), bytes.size());
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(out.data()));
  return out;
}

}  // namespace talon::http
