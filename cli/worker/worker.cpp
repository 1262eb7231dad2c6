#include "cli/worker/worker.h"

#include <malloc.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <opencv2/core.hpp>

#include "cli/batch/document_names.h"
#include "cli/batch/stage_clock.h"
#include "cli/files/atomic_file.h"
#include "cli/files/corrections_file.h"
#include "cli/files/data_folders.h"
#include "cli/files/tables_json.h"
#include "cli/worker/allocation_watch.h"
#include "cli/worker/document_output.h"
#include "cli/worker/hand_over.h"
#include "cli/worker/sandbox.h"
#include "cli/worker/worker_message.h"
#include "extract/extract_document.h"
#include "normalize/corrections/corrected_document.h"
#include "normalize/usual_texts.h"

namespace gouji {
namespace {

constexpr int kLargestKept = 256 << 20;  // bytes; glibc's own limit for pictures is lower

using Kind = WorkerMessage::Kind;

// The pipe to the batch. Standard output itself is given to /dev/null, so that nothing which a
// library prints is taken for a message.
class Channel {
 public:
  Channel() : fd_(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)) {
    const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null >= 0) {
      ::dup2(null, STDOUT_FILENO);
      ::close(null);
    }
  }

  int fd() const { return fd_; }

  void send(const WorkerMessage& message) const {
    const std::string line = to_line(message);
    for (std::size_t sent = 0; sent < line.size();) {
      const ssize_t n = ::write(fd_, line.data() + sent, line.size() - sent);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return;  // the batch is gone, and takes this process with it
      sent += static_cast<std::size_t>(n);
    }
  }

 private:
  int fd_;
};

void apply_limits(const CommandLine& line) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (line.job.parent != 0 && ::getppid() != line.job.parent) std::_Exit(EXIT_FAILURE);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
#if !defined(__SANITIZE_ADDRESS__)  // its shadow memory counts, and is larger than any machine's
  if (line.batch.memory_mb > 0) {
    constexpr rlim_t kMegabyte = rlim_t{1} << 20;
    const rlim_t bytes = static_cast<rlim_t>(line.batch.memory_mb) * kMegabyte *
                         static_cast<rlim_t>(std::max(1, line.job.threads));
    const rlimit data{bytes, bytes};
    ::setrlimit(RLIMIT_DATA, &data);
  }
#endif
  // Pictures of pages come and go: their memory is kept for the next instead of being given back.
  ::mallopt(M_MMAP_THRESHOLD, kLargestKept);
  ::mallopt(M_TRIM_THRESHOLD, kLargestKept);
  cv::setNumThreads(1);
}

// Before anything of the document is looked at.
SandboxState confine(const CommandLine& line) {
  std::vector<std::filesystem::path> writable{line.job.staging};
  if (!line.batch.keep_stages.empty()) {
    writable.push_back(line.batch.keep_stages / line.job.document);
    make_folder(writable.back());
  }
  return enter_sandbox(writable);
}

RawDocument read_document(const CommandLine& line,
                          const std::vector<Schema>& schemas,
                          const Lexicons& lexicons,
                          const DiagnosticSink& diagnostics,
                          const PageProgress& progress) {
  const WorkerJob& job = line.job;
  if (!job.tables.empty()) return parse_tables_json(job.tables.string(), read_file(job.tables));
  if (job.command == Command::Normalize) return read_hand_over(job.input);
  ExtractOptions options = line.batch.extract;
  options.jobs = job.threads;
  options.known_texts = usual_texts(schemas, lexicons);
  options.known_places = lexicons.divisions;
  options.known_cells = usual_cells(schemas, lexicons);
  for (const auto& [column, words] : lexicons.closed_sets) options.closed_sets.push_back(words);
  if (!line.batch.keep_stages.empty()) options.keep_stages = line.batch.keep_stages / job.document;
  RawDocument raw = extract_document(job.input, options, diagnostics, progress);
  if (raw.sha256 != job.sha256)
    throw InputError(job.input.string(),
                     "",
                     "was changed while gouji was at work",
                     "run the same command again");
  raw.name = valid_utf8(job.input.filename().native());
  // What normalization sees is exactly what tables.json says, so that it can be repeated from
  // there.
  return parse_tables_json(raw.name, tables_json(raw));
}

DocumentRecord make_document(const CommandLine& line, const Channel& channel, StageClock& clock) {
  const WorkerJob& job = line.job;
  const BatchOptions& batch = line.batch;
  const DiagnosticSink diagnostics = [&](const Diagnostic& d) {
    WorkerMessage message{.kind = Kind::Remark, .warning = d.severity != Severity::Info};
    message.text = d.page > 0 ? fmt::format("page {}: {}", d.page, d.what) : d.what;
    channel.send(message);
  };
  const PageProgress progress = [&](const PagesAtWork& pages) {
    channel.send({.kind = Kind::Progress,
                  .pages_done = pages.done,
                  .pages_total = pages.total,
                  .pages_now = pages.now});
  };
  const CsvStyle style{batch.bom, batch.header == HeaderLanguage::Zh};
  const bool clean = job.command != Command::Tables;
  const std::vector<Schema> schemas = all_schemas(batch.schemas);
  const Lexicons lexicons = built_in_lexicons();
  channel.send({.kind = Kind::Remark, .text = confine(line).text()});
  clock.end("start");
  const RawDocument raw = read_document(line, schemas, lexicons, diagnostics, progress);
  clock.end("extract");
  if (!clean) return write_raw_output(job.staging, raw, raw, style);

  const Corrections corrections = read_corrections(job.corrections);
  CleanDocument done = clean_document(raw, schemas, lexicons, batch.normalize, corrections.all);
  done.document.name = job.document;
  clock.end("normalize");
  for (const CorrectionFault& fault : done.unused)
    diagnostics(
        {Severity::Warning, 0, fmt::format("corrections.csv line {}: {}", fault.line, fault.what)});
  PictureSource pictures;
  if (job.command == Command::Ingest)
    (job.former.empty() ? pictures.original : pictures.former) =
        job.former.empty() ? job.input : job.former;
  write_raw_output(job.staging, raw, done.grids, style);
  return write_clean_output(
      job.staging, done.grids, done.document, done.checks, pictures, style, diagnostics);
}

// The document needs no naming; any other file that cannot be used does.
std::string refusal(const InputError& error, const WorkerJob& job) {
  std::string text = error.file() == job.input.string() ? "" : error.file() + ": ";
  if (!error.where().empty()) text += error.where() + ": ";
  text += error.problem();
  if (!error.hint().empty()) text += " (" + error.hint() + ")";
  return text;
}

}  // namespace

ExitCode run_worker(const CommandLine& line) {
  const Channel channel;
  watch_allocations(channel.fd(), to_line({.kind = Kind::OutOfMemory}));
  apply_limits(line);
  WorkerMessage last;
  try {
    StageClock clock;
    last.record = make_document(line, channel, clock);
    clock.end("write");
    last.kind = Kind::Result;
    last.cpu_s = clock.seconds();
  } catch (const WriteError& error) {
    last = {.kind = Kind::CannotWrite, .text = error.what()};
  } catch (const InputError& error) {
    last = {.kind = Kind::Refused, .text = refusal(error, line.job)};
  } catch (const std::bad_alloc&) {
    last.kind = Kind::OutOfMemory;
  } catch (const cv::Exception& error) {
    last = {.kind = error.code == cv::Error::StsNoMem ? Kind::OutOfMemory : Kind::Fault,
            .text = error.what()};
  } catch (const std::exception& error) {
    last = {.kind = Kind::Fault, .text = error.what()};
  }
  channel.send(last);
  return ExitCode::Done;
}

}  // namespace gouji
