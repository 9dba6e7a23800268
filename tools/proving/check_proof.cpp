#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/log/merkle.h"
#include "store/log/proof.h"
#include "tools/cli/input.h"
#include "tools/cli/usage_error.h"
#include "tools/proving/checkpoint_file.h"
#include "tools/proving/log_subcommands.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxProofBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

struct CheckOptions {
  std::string proof, key, since, entry, object;
};

// What was found out; words for a person.
struct Shown {
  std::string what;
  Checkpoint checkpoint;
  bool is_signed = false;
};

CheckpointNote checkpoint_of(const std::string& bytes, const std::string& file) {
  auto note = CheckpointNote::parse(bytes);
  if (!note) throw InputError({.file = file}, "does not end with a checkpoint");
  return *std::move(note);
}

// True when the signature is there and right. Throws when it is there and wrong.
bool is_signed(const CheckpointNote& checkpoint, const std::optional<NoteVerifier>& key,
               const std::string& file) {
  if (!key) return false;
  if (key->name() != checkpoint.checkpoint.origin) {
    throw InputError({.file = file}, "is of the log " + checkpoint.checkpoint.origin +
                                         ", and the key is that of " + key->name());
  }
  if (!checkpoint.is_signed_by(*key)) {
    throw InputError({.file = file}, "has a checkpoint that is not signed by " + key->text());
  }
  return true;
}

// Says what the entry says, and that `object`, where one is given, is what it names.
std::string words_of_entry(const std::string& entry, const CheckOptions& options) {
  const Event event = event_from_canonical_json(entry);
  std::string words = std::string(name_of(event)) + ", " + event.time;
  const auto* added = std::get_if<RevisionAdded>(&event.what);
  if (added != nullptr) words += ", " + added->address.text() + ", text " + added->digest.hex();
  if (options.object.empty()) return words;
  const Digest digest = Digest::of(read_input(options.object, kMaxTextBytes));
  const bool is_text = added != nullptr && added->digest == digest;
  const bool is_capture = added != nullptr && added->capture && added->capture->digest == digest;
  if (!is_text && !is_capture) {
    throw InputError({.file = input_name(options.object)},
                     "has the digest " + digest.hex() +
                         ", which the entry does not name: it is not what was logged");
  }
  return words + (is_text ? "; the file is that text" : "; the file is its capture");
}

Shown check_entry(const EntryProof& proof, const CheckOptions& options,
                  const std::optional<NoteVerifier>& key, const std::string& file) {
  const CheckpointNote note = checkpoint_of(proof.checkpoint, file);
  std::optional<std::string> entry = proof.extra;
  if (!options.entry.empty()) entry = read_input(options.entry, kMaxProofBytes);
  if (!entry) throw UsageError("the proof does not carry its entry: give it with --entry FILE");
  const Checkpoint& checkpoint = note.checkpoint;
  if (!proves_inclusion(proof.hashes, leaf_hash(*entry), proof.index, checkpoint.size,
                        checkpoint.root)) {
    throw InputError(
        {.file = file},
        fmt::format(
            "proves nothing: its hashes do not lead from this entry, as number {}, to the root of "
            "its checkpoint ({})",
            proof.index, words_of(checkpoint)));
  }
  const bool signature = is_signed(note, key, file);
  return {fmt::format("entry {}: {}", proof.index, words_of_entry(*entry, options)), checkpoint,
          signature};
}

Shown check_growth(const GrowthProof& proof, const CheckOptions& options,
                   const std::optional<NoteVerifier>& key, const std::string& file) {
  if (options.since.empty())
    throw UsageError("this proof leads on from an older checkpoint: give that with --since FILE");
  const CheckpointNote now = checkpoint_of(proof.checkpoint, file);
  const CheckpointNote then = read_checkpoint(options.since);
  if (then.checkpoint.origin != now.checkpoint.origin || then.checkpoint.size != proof.old_size ||
      !proves_consistency(proof.hashes, proof.old_size, then.checkpoint.root, now.checkpoint.size,
                          now.checkpoint.root)) {
    throw InputError({.file = file},
                     "does not lead from the one checkpoint to the other\n  then: " +
                         words_of(then.checkpoint) + "\n  now:  " + words_of(now.checkpoint));
  }
  const bool signature = is_signed(now, key, file);
  if (key && !then.is_signed_by(*key))
    throw InputError({.file = options.since}, "is not signed by " + key->text());
  return {fmt::format("the log was only added to since it had {} entries", proof.old_size),
          now.checkpoint, signature};
}

}  // namespace

Subcommand add_check_proof(CLI::App& log, Context& context) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* app = log.add_subcommand("check-proof", "Check a proof; no archive is needed");
  app->add_option("PROOF", options->proof,
                  "A file that `hexapla log prove` wrote, or another log's tlog-proof; `-` is "
                  "standard input")
      ->required();
  app->add_option("--key", options->key,
                  "The log's public key, as `hexapla log checkpoint` names it")
      ->type_name("KEY");
  app->add_option("--since", options->since, "The older checkpoint, for a proof that the log grew")
      ->type_name("FILE");
  app->add_option("--entry", options->entry, "The entry, where the proof does not carry it")
      ->type_name("FILE");
  app->add_option("--object", options->object,
                  "A text or capture that must be the one the entry names")
      ->type_name("FILE");
  return {
      app, [options, &context] {
        std::optional<NoteVerifier> key;
        if (!options->key.empty() && !(key = NoteVerifier::parse(options->key))) {
          throw UsageError("--key: \"" + options->key +
                           "\" is none: NAME+ID+KEY is, as `hexapla log checkpoint` names it");
        }
        const std::string text = read_input(options->proof, kMaxProofBytes);
        const std::string file = input_name(options->proof);
        Shown shown;
        if (const auto entry = EntryProof::parse(text)) {
          shown = check_entry(*entry, *options, key, file);
        } else if (const auto growth = GrowthProof::parse(text)) {
          shown = check_growth(*growth, *options, key, file);
        } else {
          throw InputError({.file = file}, "is no proof: `hexapla log prove` writes them");
        }
        if (context.options.json) {
          context.out().line(nlohmann::json{
              {"shown", shown.what},
              {"origin", shown.checkpoint.origin},
              {"size", shown.checkpoint.size},
              {"signed",
               shown.is_signed}}.dump());
        } else {
          context.out().line(shown.what);
          context.out().line("in the log " + words_of(shown.checkpoint));
        }
        if (shown.is_signed) return ExitCode::ok;
        context.warn("who signed this checkpoint was not checked: give the log's key with --key");
        return ExitCode::findings;
      }};
}

}  // namespace hexapla
