// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <stdexcept>

#include "server/client/handle_curl.h"
#include "server/model/contact.h"
#include "server/protocol/writer.h"
#include "server/reminder/gateway.h"
#include "server/reminder/letter.h"

namespace talon::reminder {
namespace {

using client::Handle;
using client::Headers;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What is still to be uploaded.
struct Upload {
  std::string_view rest;
};
std::size_t give(char* to, std::size_t size, std::size_t count, void* context) {
  auto& upload = *static_cast<Upload*>(context);
  const std::size_t part = std::min(size * count, upload.rest.size());
  std::memcpy(to, upload.rest.data(), part);
  upload.rest.remove_prefix(part);
  return part;
}

/// An answer's text is nothing to us: it may name the citizen, and it may be without end.
std::size_t ignore(char* /*bytes*/, std::size_t size, std::size_t count, void* context) {
  constexpr std::size_t longest = 64 * 1024;
  auto& read = *static_cast<std::size_t*>(context);
  read += size * count;
  return read > longest ? 0 : size * count;
}

int stopping(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(context)->load() ? 1 : 0;
}

std::string answered(const char* who, long code) {
  return std::string(who) + " ответил " + std::to_string(code);
}

std::string unreachable(const char* who, CURLcode code) {
  const std::string name(who);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return name + " не ответил вовремя";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED:
      return name + ": защищённое соединение не установлено";
    case CURLE_LOGIN_DENIED:
      return name + " не принял имя и пароль";
    default:
      return name + ": нет связи";
  }
}

constexpr const char* mail_server = "сервер почты";
constexpr const char* sms_gateway = "шлюз сообщений";

/// RFC 5321, 4.2.1: 5xx is final. Those of authentication and encryption are about us, not about the letter.
Delivery mail_delivery(CURLcode code, long status) {
  constexpr std::array<long, 4> ours = {530, 534, 535, 538};
  if (code == CURLE_OK) return {Outcome::sent, {}};
  const bool about_us = std::find(ours.begin(), ours.end(), status) != ours.end();
  if (code == CURLE_OPERATION_TIMEDOUT || code == CURLE_LOGIN_DENIED || about_us || status < 400)
    return {Outcome::later, unreachable(mail_server, about_us ? CURLE_LOGIN_DENIED : code)};
  return {status >= 500 ? Outcome::never : Outcome::later, answered(mail_server, status)};
}

Delivery sms_delivery(CURLcode code, long status) {
  // 401 and 403 are about our key, 404 about our address: whoever runs the hall can put them right.
  constexpr std::array<long, 6> again = {401, 403, 404, 408, 425, 429};
  const bool heard = code == CURLE_OK || code == CURLE_WRITE_ERROR;
  if (!heard || status == 0) return {Outcome::later, unreachable(sms_gateway, code)};
  if (status >= 200 && status < 300) return {Outcome::sent, {}};
  const bool final =
      status >= 400 && status < 500 && std::find(again.begin(), again.end(), status) == again.end();
  return {final ? Outcome::never : Outcome::later, answered(sms_gateway, status)};
}

class CurlGateway final : public Gateway {
 public:
  CurlGateway(Reminders settings, Secrets secrets, Patience patience)
      : settings_(std::move(settings)),
        secrets_(std::move(secrets)),
        patience_(patience),
        handle_(client::new_handle()) {}

  Delivery send(const Message& message) override {
    const bool letter = message.channel == Channel::email;
    if ((letter ? settings_.smtp_url : settings_.sms_url).empty())
      return {Outcome::never, "этим способом зал больше не напоминает"};
    // Once more, whatever has happened to it since it was booked: it goes into a protocol's line.
    const auto known = letter ? parse_email(message.to) : parse_phone(message.to);
    if (known != message.to) return {Outcome::never, "адрес составлен неверно"};
    curl_easy_reset(handle_.get());
    return letter ? send_letter(message) : send_sms(message);
  }
  void stop() override { stopping_ = true; }

 private:
  void prepare(const std::string& url, const char* protocols) {
    CURL* handle = handle_.get();
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);  // hours lie between two reminders
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience_.connect.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(patience_.whole.count()));
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, stopping);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &stopping_);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, ignore);
    if (!settings_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
  }
  /// The transfer and the last status that was heard.
  std::pair<CURLcode, long> perform() {
    std::size_t read = 0;
    curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &read);
    const CURLcode code = curl_easy_perform(handle_.get());
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    return {code, status};
  }

  Delivery send_letter(const Message& message) {
    CURL* handle = handle_.get();
    prepare(settings_.smtp_url, "smtp,smtps");
    // Plain text only where it does not leave the machine.
    const long tls = stays_here(settings_.smtp_url) ? CURLUSESSL_NONE : CURLUSESSL_ALL;
    curl_easy_setopt(handle, CURLOPT_USE_SSL, tls);
    if (!secrets_.smtp_user.empty()) {
      curl_easy_setopt(handle, CURLOPT_USERNAME, secrets_.smtp_user.c_str());
      curl_easy_setopt(handle, CURLOPT_PASSWORD, secrets_.smtp_password.c_str());
    }
    const std::string sender = '<' + settings_.from + '>';
    const std::string whole = letter(message, settings_.from);
    const std::unique_ptr<curl_slist, FreeList> to(
        curl_slist_append(nullptr, ('<' + message.to + '>').c_str()));
    if (!to) throw std::bad_alloc();
    Upload upload{whole};
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(handle, CURLOPT_READDATA, &upload);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    const auto [code, status] = perform();
    return mail_delivery(code, status);
  }

  Delivery send_sms(const Message& message) {
    CURL* handle = handle_.get();
    prepare(settings_.sms_url, "http,https");
    protocol::Writer out;
    out.begin_object()
        .field("to", message.to)
        .field("text", message.text)
        .field("id", message.key)
        .end_object();
    const std::string body = std::move(out).text();
    Headers headers;
    headers.add("Content-Type", "application/json");
    headers.add("Idempotency-Key", message.key);
    if (!secrets_.sms_token.empty()) headers.add("Authorization", "Bearer " + secrets_.sms_token);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "talon/" TALON_VERSION);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.data());
    const auto [code, status] = perform();
    return sms_delivery(code, status);
  }

  Reminders settings_;
  Secrets secrets_;
  Patience patience_;
  Handle handle_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace

std::unique_ptr<Gateway> open_gateway(const Reminders& settings, Secrets secrets, Patience patience) {
  return std::make_unique<CurlGateway>(settings, std::move(secrets), patience);
}

}  // namespace talon::reminder
