#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace hexapla {

// Another server, to get files from over HTTP, with limits: one that stalls, drips or never ends
// costs what they say and no more.
//
// For one thread. Redirections are not followed: whoever is followed is named exactly.
class Peer {
 public:
  struct Limits {
    int connect_ms = 10'000;
    int grace_ms = 30'000;                                 // for an answer to come, and then
    std::size_t bytes_per_second = std::size_t{32} << 10;  // a second more for each so many
  };

  // `url`: `http://archive.example:8080`, or with a path before those that are asked for. Throws
  // std::invalid_argument for anything else.
  Peer(const std::string& url, Limits limits);
  ~Peer();

  const std::string& url() const;

  struct Answer {
    int status = 0;
    std::string body;
  };
  // `path` as `/checkpoint`. Throws StoreError::io, naming the address: cannot connect, too slow,
  // ended too early, or more than `max_bytes`.
  Answer get(const std::string& path, std::size_t max_bytes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hexapla
