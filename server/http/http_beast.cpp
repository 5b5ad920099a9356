// SPDX-License-Identifier: MIT
// Boost.Beast and Asio, coroutines at the edge only. Objects are named before a co_await uses them: g++ 12.2
// destroys a capturing lambda or aggregate temporary inside such an expression twice.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <set>
#include <stdexcept>
#include <sys/resource.h>

#include "server/http/http.h"
#include "server/http/message_beast.h"

namespace talon::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::uint32_t header_limit = 16 * 1024;
constexpr std::uint64_t body_limit = 64 * 1024;
constexpr auto header_time = std::chrono::seconds{10};
constexpr auto body_time = std::chrono::seconds{20};
constexpr auto write_time = std::chrono::seconds{10};
constexpr auto idle_time = std::chrono::seconds{75};
constexpr auto comment_gap = std::chrono::seconds{3};
constexpr auto drain_time = std::chrono::seconds{2};
constexpr auto stop_time = std::chrono::seconds{5};
constexpr int per_address = 100;
constexpr int stream_send_buffer = 64 * 1024;  // a slow reader holds no more of the kernel's memory

using Plain = beast::tcp_stream;
using Secure = beast::ssl_stream<beast::tcp_stream>;
using Parser = bhttp::request_parser<bhttp::string_body>;

/// One connection as the server sees it while stopping.
struct Connection {
  std::string peer;
  asio::steady_timer wake;
  bool secure = false;
  bool busy = false;            // a request is being answered
  std::function<void()> close;  // ends whatever it waits for
  explicit Connection(asio::io_context& context) : wake(context) {}
};

beast::tcp_stream& lowest(Plain& stream) {
  return stream;
}
beast::tcp_stream& lowest(Secure& stream) {
  return stream.next_layer();
}

class BeastServer final : public HttpServer {
 public:
  explicit BeastServer(const Listen& listen);
  ~BeastServer() override = default;

  void post(std::function<void()> work) override { asio::post(context_, std::move(work)); }
  void after(Millis span, std::function<void()> work) override;
  [[nodiscard]] std::string url() const override;
  void settle(const std::function<bool()>& done) override;
  void serve(World world) override;

 private:
  asio::awaitable<void> accept();
  void begin(tcp::socket socket);
  asio::awaitable<void> plain(tcp::socket socket, std::shared_ptr<Connection> connection);
  asio::awaitable<void> secure(tcp::socket socket, std::shared_ptr<Connection> connection);
  void ended(const std::shared_ptr<Connection>& connection);
  template <class Stream>
  asio::awaitable<void> session(Stream& stream, std::shared_ptr<Connection> connection);
  template <class Stream>
  asio::awaitable<bool> next(Stream& stream, beast::flat_buffer& buffer, std::chrono::seconds idle);
  template <class Stream>
  asio::awaitable<void> read(Stream& stream, beast::flat_buffer& buffer, Parser& parser, Error& error);
  asio::awaitable<Reply> answer(const Message& message, const Request& request,
                                std::shared_ptr<Connection> connection);
  template <class Stream>
  asio::awaitable<void> write(Stream& stream, const Reply& reply, bool head_only, bool keep, bool secure,
                              Error& error);
  template <class Stream>
  asio::awaitable<void> events(Stream& stream, std::shared_ptr<Connection> connection, Reply reply);
  template <class Stream>
  asio::awaitable<void> drain(Stream& stream);
  void tick();
  void stop();
  void wait_for_end();
  void wait_for_reload();

  asio::io_context context_{1};
  std::optional<asio::ssl::context> tls_;
  tcp::acceptor acceptor_{context_};
  asio::signal_set signals_{context_, SIGTERM, SIGINT};
  asio::signal_set hangup_{context_, SIGHUP};
  asio::steady_timer tick_timer_{context_};
  asio::steady_timer stop_timer_{context_};
  std::optional<World> world_;
  std::set<std::shared_ptr<Connection>> connections_;
  std::map<std::string, int> by_address_;
  bool stopping_ = false;
  std::chrono::steady_clock::time_point stop_at_{};
  std::string address_;
};

void set_tls(asio::ssl::context& tls, const Listen& listen) {
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(tls.native_handle(), SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
  const int set =
      SSL_CTX_set_cipher_list(tls.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!MD5:!SHA1");
  if (set != 1) throw std::runtime_error("TLS: no modern cipher is available");
  tls.use_certificate_chain_file(listen.tls_cert);
  tls.use_private_key_file(listen.tls_key, asio::ssl::context::pem);
}

BeastServer::BeastServer(const Listen& listen) : address_(listen.address) {
  if (!listen.tls_cert.empty()) {
    tls_.emplace(asio::ssl::context::tls_server);
    try {
      set_tls(*tls_, listen);
    } catch (const std::exception& failure) {
      throw std::runtime_error("TLS: " + listen.tls_cert + ", " + listen.tls_key + ": " + failure.what());
    }
  }
  Error error;
  const auto address = asio::ip::make_address(listen.address, error);
  if (error) throw std::runtime_error("not an address: " + listen.address);
  const tcp::endpoint endpoint(address, listen.port);
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(asio::socket_base::reuse_address(true));
  acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(1024, error);
  if (error) {
    throw std::runtime_error(listen.address + ":" + std::to_string(listen.port) + ": " + error.message());
  }
}

std::string BeastServer::url() const {
  const bool six = address_.find(':') != std::string::npos;
  const std::string host = six ? "[" + address_ + "]" : address_;
  return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(acceptor_.local_endpoint().port());
}

void BeastServer::after(Millis span, std::function<void()> work) {
  auto timer = std::make_shared<asio::steady_timer>(context_, span);
  timer->async_wait([timer, work = std::move(work)](const Error& error) {
    if (!error) work();
  });
}

void BeastServer::settle(const std::function<bool()>& done) {
  const auto guard = asio::make_work_guard(context_);
  while (!done()) context_.run_one();
}

void BeastServer::serve(World world) {
  world_.emplace(std::move(world));
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  signals_.async_wait([this](const Error& error, int) {
    if (!error) stop();
  });
  wait_for_reload();
  asio::co_spawn(context_, accept(), asio::detached);
  tick();
  context_.restart();
  context_.run();
}

void BeastServer::wait_for_reload() {
  hangup_.async_wait([this](const Error& error, int) {
    if (error || stopping_) return;
    world_->reload();
    wait_for_reload();
  });
}

void BeastServer::tick() {
  if (stopping_) return;
  tick_timer_.expires_after(world_->tick());
  tick_timer_.async_wait([this](const Error& error) {
    if (!error) tick();
  });
}

// ---- taking connections

asio::awaitable<void> BeastServer::accept() {
  asio::steady_timer pause(context_);
  for (;;) {
    Error error;
    tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (stopping_) co_return;
    if (!error) {
      begin(std::move(socket));
      continue;
    }
    // Out of descriptors: those who are connected go on, the next one waits.
    world_->log("accept: " + error.message());
    pause.expires_after(std::chrono::milliseconds{100});
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
}

void BeastServer::begin(tcp::socket socket) {
  Error error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  auto connection = std::make_shared<Connection>(context_);
  connection->peer = address.to_string();
  connection->secure = tls_.has_value();
  int& open = by_address_[connection->peer];
  if (!address.is_loopback() && open >= per_address) {
    ++world_->counters.refused_connections;
    return;
  }
  ++open;
  ++world_->counters.connections;
  connections_.insert(connection);
  socket.set_option(tcp::no_delay(true), error);
  if (tls_) {
    asio::co_spawn(context_, secure(std::move(socket), connection), asio::detached);
  } else {
    asio::co_spawn(context_, plain(std::move(socket), connection), asio::detached);
  }
}

void BeastServer::ended(const std::shared_ptr<Connection>& connection) {
  connections_.erase(connection);
  --world_->counters.connections;
  const auto open = by_address_.find(connection->peer);
  if (open != by_address_.end() && --open->second == 0) by_address_.erase(open);
}

asio::awaitable<void> BeastServer::plain(tcp::socket socket, std::shared_ptr<Connection> connection) {
  Plain stream(std::move(socket));
  connection->close = [&stream, connection = connection.get()] {
    stream.cancel();
    connection->wake.cancel();
  };
  co_await session(stream, connection);
  connection->close = nullptr;
  Error error;
  stream.socket().shutdown(tcp::socket::shutdown_both, error);
  ended(connection);
}

asio::awaitable<void> BeastServer::secure(tcp::socket socket, std::shared_ptr<Connection> connection) {
  Secure stream(std::move(socket), *tls_);
  connection->close = [&stream, connection = connection.get()] {
    lowest(stream).cancel();
    connection->wake.cancel();
  };
  Error error;
  lowest(stream).expires_after(header_time);
  co_await stream.async_handshake(asio::ssl::stream_base::server,
                                  asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    co_await session(stream, connection);
    lowest(stream).expires_after(drain_time);
    co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
  }
  connection->close = nullptr;
  ended(connection);
}

// ---- one connection

/// Waits for the first byte of the next request; false: the peer is gone, or silent for `idle`.
template <class Stream>
asio::awaitable<bool> BeastServer::next(Stream& stream, beast::flat_buffer& buffer,
                                        std::chrono::seconds idle) {
  if (buffer.size() > 0) co_return true;
  Error error;
  lowest(stream).expires_after(idle);
  const auto space = buffer.prepare(2048);
  const std::size_t got =
      co_await stream.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  if (error || stopping_) co_return false;
  buffer.commit(got);
  co_return true;
}

template <class Stream>
asio::awaitable<void> BeastServer::read(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                                        Error& error) {
  parser.header_limit(header_limit);
  parser.body_limit(body_limit);
  lowest(stream).expires_after(header_time);
  co_await bhttp::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
  if (!error && parser.get()[bhttp::field::expect] == "100-continue") {
    const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto bytes = asio::buffer(go_on);
    co_await asio::async_write(stream, bytes, asio::redirect_error(asio::use_awaitable, error));
  }
  if (error) co_return;
  lowest(stream).expires_after(body_time);
  co_await bhttp::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<Reply> BeastServer::answer(const Message& message, const Request& request,
                                           std::shared_ptr<Connection> connection) {
  struct Waiting {
    std::optional<Reply> reply;
  };
  const auto waiting = std::make_shared<Waiting>();
  if (ambiguous(message)) {
    waiting->reply = refuse({RefusalCode::bad_request, "поля заголовка неоднозначны"});
  } else {
    world_->router.handle(request, [waiting, connection](Reply reply) {
      waiting->reply = std::move(reply);
      connection->wake.cancel();
    });
  }
  while (!waiting->reply) {
    Error woken;
    connection->wake.expires_at(asio::steady_timer::time_point::max());
    co_await connection->wake.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  const bool unknown = message.method() == bhttp::verb::unknown;
  ++world_->counters.requests[{unknown ? "?" : request.method, waiting->reply->status}];
  co_return std::move(*waiting->reply);
}

template <class Stream>
asio::awaitable<void> BeastServer::session(Stream& stream, std::shared_ptr<Connection> connection) {
  beast::flat_buffer buffer(header_limit + body_limit);
  auto idle = std::chrono::duration_cast<std::chrono::seconds>(header_time);
  while (!stopping_) {
    const bool begun = co_await next(stream, buffer, idle);
    if (!begun) co_return;
    idle = idle_time;

    Error error;
    Parser parser;
    co_await read(stream, buffer, parser, error);
    if (error) {
      const auto problem = parse_problem(error);
      if (!problem) co_return;
      ++world_->counters.requests[{"?", problem->status}];
      co_await write(stream, *problem, false, false, connection->secure, error);
      if (!error) co_await drain(stream);
      co_return;
    }

    connection->busy = true;
    const bool head_only = parser.get().method() == bhttp::verb::head;
    const Request request = make_request(parser.get(), connection->peer, connection->secure);
    const Reply reply = co_await answer(parser.get(), request, connection);
    if (reply.stream && !head_only) {
      connection->busy = false;
      co_await events(stream, connection, reply);
      co_return;
    }
    const bool keep = parser.get().keep_alive() && !stopping_;
    co_await write(stream, reply, head_only, keep, connection->secure, error);
    connection->busy = false;
    if (error || !keep) co_return;
  }
}

template <class Stream>
asio::awaitable<void> BeastServer::write(Stream& stream, const Reply& reply, bool head_only, bool keep,
                                         bool secure, Error& error) {
  const std::string_view body = reply.body.empty() ? reply.fixed : std::string_view(reply.body);
  const std::string head = reply_head(reply, body.size(), keep, secure);
  const std::string_view sent = head_only ? std::string_view{} : body;
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(sent)};
  lowest(stream).expires_after(write_time);
  co_await asio::async_write(stream, buffers, asio::redirect_error(asio::use_awaitable, error));
}

// Reads away what the peer still sends after a refusal: a reset would destroy the answer on its way.
template <class Stream>
asio::awaitable<void> BeastServer::drain(Stream& stream) {
  Error error;
  lowest(stream).socket().shutdown(tcp::socket::shutdown_send, error);
  lowest(stream).expires_after(drain_time);
  std::vector<char> bytes(16 * 1024);
  const auto space = asio::buffer(bytes);
  for (std::size_t left = 64; left > 0 && !error && !stopping_; --left) {
    co_await lowest(stream).async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  }
}

// ---- event streams

template <class Stream>
asio::awaitable<void> BeastServer::events(Stream& stream, std::shared_ptr<Connection> connection,
                                          Reply reply) {
  Error error;
  lowest(stream).socket().set_option(asio::socket_base::send_buffer_size(stream_send_buffer), error);
  reply.content_type = "text/event-stream";
  const StreamOrder order = *reply.stream;
  const auto wake = [raw = connection.get()] { raw->wake.cancel(); };
  const auto subscription = world_->hub.subscribe(order, wake);
  if (!subscription) co_return;
  ++world_->counters.streams;
  const Frame comment = std::make_shared<const std::string>(": talon\n\n");
  const std::string head = reply_head(reply, 0, false, connection->secure);
  const auto head_bytes = asio::buffer(head);
  lowest(stream).expires_after(write_time);
  co_await asio::async_write(stream, head_bytes, asio::redirect_error(asio::use_awaitable, error));
  while (!error && !stopping_ && !subscription->dropped && (!order.permitted || order.permitted())) {
    Frame frame = subscription->take();
    if (!frame && order.view == View::journal) world_->hub.more(subscription);
    if (!frame) {
      Error woken;
      connection->wake.expires_after(comment_gap);
      co_await connection->wake.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      if (woken) continue;
      frame = comment;
    }
    const auto bytes = asio::buffer(*frame);
    lowest(stream).expires_after(write_time);
    co_await asio::async_write(stream, bytes, asio::redirect_error(asio::use_awaitable, error));
  }
  if (subscription->dropped || error == beast::error::timeout) ++world_->counters.dropped_streams;
  subscription->wake = [] {};
  world_->hub.leave(subscription);
  --world_->counters.streams;
}

// ---- the end

void BeastServer::stop() {
  stopping_ = true;
  stop_at_ = std::chrono::steady_clock::now() + stop_time;
  world_->log("stopping");
  Error error;
  acceptor_.close(error);
  tick_timer_.cancel();
  for (const auto& connection : std::set(connections_)) {
    if (!connection->busy && connection->close) connection->close();
  }
  wait_for_end();
}

// Sessions end by themselves: only when all frames are gone may the objects they use go.
void BeastServer::wait_for_end() {
  const bool late = std::chrono::steady_clock::now() > stop_at_;
  if ((connections_.empty() && world_->finished()) || late) {
    if (late) world_->log("stopped with requests unanswered");
    signals_.cancel();
    hangup_.cancel();
    context_.stop();
    return;
  }
  for (const auto& connection : std::set(connections_)) {
    if (!connection->busy && connection->close) connection->close();
  }
  stop_timer_.expires_after(std::chrono::milliseconds{10});
  stop_timer_.async_wait([this](const Error&) { wait_for_end(); });
}

}  // namespace

std::unique_ptr<HttpServer> open_http(const Listen& listen) {
  return std::make_unique<BeastServer>(listen);
}

}  // namespace talon::http
