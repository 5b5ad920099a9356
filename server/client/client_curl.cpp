// SPDX-License-Identifier: MIT
#include <mutex>
#include <utility>
#include <vector>

#include "server/client/handle_curl.h"
#include "server/protocol/problem.h"

namespace talon::client {
namespace {

constexpr std::size_t largest_reply = std::size_t{32} << 20;
constexpr std::size_t most_idle = 4;

std::size_t collect(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size * count > largest_reply) return 0;  // ends the transfer with an error
  body.append(bytes, size * count);
  return size * count;
}

/// The connection broke under the request: whether the server has done it is unknown.
bool broke(CURLcode code) {
  return code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR ||
         code == CURLE_PARTIAL_FILE;
}

struct Sending {
  const char* method;
  std::string_view path;
  std::string_view body;
  std::optional<RequestId> request;
};

}  // namespace

struct Client::Impl {
  Settings settings;
  std::mutex mutex;
  std::vector<Handle> idle;

  Handle take() {
    const std::scoped_lock lock(mutex);
    if (idle.empty()) return new_handle();
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    const std::scoped_lock lock(mutex);
    if (idle.size() < most_idle) idle.push_back(std::move(handle));
  }

  CURLcode transfer(CURL* handle, const Sending& sending, Reply& reply) const {
    Headers headers;
    curl_easy_reset(handle);  // options only: the open connection stays
    configure(handle, settings, sending.path, headers);
    headers.add("Accept", "application/json, application/problem+json");
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
    if (std::string_view(sending.method) != "GET") {
      headers.add("Content-Type", "application/json");
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, sending.method);
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(sending.body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, sending.body.data());
    }
    if (sending.request) headers.add("Idempotency-Key", sending.request->value);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &reply.body);
    const CURLcode code = curl_easy_perform(handle);
    long status = 0;
    if (code == CURLE_OK) curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return code;
  }

  Reply send(const Sending& sending) {
    Handle handle = take();
    Reply reply;
    CURLcode code = transfer(handle.get(), sending, reply);
    if (sending.request && broke(code)) {
      reply = {};
      code = transfer(handle.get(), sending, reply);
    }
    if (code != CURLE_OK) reply = {};  // half an answer is none
    give_back(std::move(handle));
    if (reply.status >= 400) {
      if (const auto problem = protocol::decode_problem(reply.body))
        reply.refusal = Refusal{problem->refusal.code, problem->sentence()};
    }
    return reply;
  }
};

Client::Client(Settings settings) : impl_(std::make_unique<Impl>()) {
  impl_->settings = std::move(settings);
}
Client::~Client() = default;

Reply Client::get(std::string_view path) const {
  return impl_->send({"GET", path, {}, {}});
}
Reply Client::post(std::string_view path, std::string_view json,
                   const std::optional<RequestId>& request) const {
  return impl_->send({"POST", path, json, request});
}
Reply Client::put(std::string_view path, std::string_view json) const {
  return impl_->send({"PUT", path, json, {}});
}

}  // namespace talon::client
