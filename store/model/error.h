#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

namespace hexapla {

// Where in outside input something is wrong. Every member is optional; describe() joins those that
// are known: `articles.ndjson, line 7, /versions/0/language, byte 12`.
struct Place {
  std::string file;                 // as the user named it; empty when there is none
  std::optional<std::size_t> line;  // from 1
  std::string field;                // JSON pointer (RFC 6901) or front matter key
  std::optional<std::size_t> byte;  // offset from 0

  std::string describe() const;
};

// Outside input that we refuse. what() says the place, what is wrong and what to do.
class InputError : public std::runtime_error {
 public:
  InputError(Place place, const std::string& problem);

  const Place& place() const { return place_; }
  const std::string& problem() const { return problem_; }

 private:
  Place place_;
  std::string problem_;
};

// A request that is well-formed and cannot be carried out on the archive as it is; nothing was
// written.
class RefusedError : public std::runtime_error {
 public:
  enum class Reason {
    unknown_article,
    unknown_variant,
    unknown_revision,
    unknown_origin,
    cycle,
    conflicting,
    ambiguous,
    withdrawn
  };

  RefusedError(Reason reason, const std::string& message)
      : std::runtime_error(message), reason_(reason) {}
  Reason reason() const { return reason_; }

 private:
  Reason reason_;
};

// The disk or the store refuses. what() says the operation, the path and what is untouched.
class StoreError : public std::runtime_error {
 public:
  enum class Kind {
    io,            // read or write failed, permission denied
    full,          // no space left on the device, or the map cannot grow
    busy,          // another process holds the writer's lock
    missing,       // no archive at this path
    exists,        // there is one already
    wrong_format,  // an archive of a format this program does not know
    corrupt,       // bytes that contradict their digest or their format
  };

  StoreError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace hexapla
