#include "extract/reading/onnx_runtime.h"

#include <dlfcn.h>

#include <numeric>
#include <string>
#include <utility>

#include "core/diagnostic.h"

namespace gouji {
namespace {

// The interface is a table of functions whose order never changes between versions: it only grows
// at the end. These are the places of the few that are called here, the same from version 12 (2022)
// on.
enum class Slot : size_t {
  GetErrorMessage = 2,
  CreateEnv = 3,
  CreateSession = 7,
  Run = 9,
  CreateSessionOptions = 10,
  DisableMemPattern = 17,
  SetSessionGraphOptimizationLevel = 23,
  SetIntraOpNumThreads = 24,
  SetInterOpNumThreads = 25,
  SessionGetInputName = 36,
  SessionGetOutputName = 37,
  CreateTensorWithDataAsOrtValue = 49,
  GetTensorMutableData = 51,
  GetDimensionsCount = 61,
  GetDimensions = 62,
  GetTensorTypeAndShape = 65,
  CreateCpuMemoryInfo = 69,
  AllocatorFree = 76,
  GetAllocatorWithDefaultOptions = 78,
  ReleaseEnv = 92,
  ReleaseStatus = 93,
  ReleaseMemoryInfo = 94,
  ReleaseSession = 95,
  ReleaseValue = 96,
  ReleaseTensorTypeAndShapeInfo = 99,
  ReleaseSessionOptions = 100,
};

constexpr std::uint32_t kApiVersion = 12;
constexpr int kLogFatalOnly = 4;
constexpr int kAllOptimizations = 99;
constexpr int kArenaAllocator = 1;
constexpr int kDefaultMemory = 0;
constexpr int kFloat = 1;

using Handle = void*;  // every object of the runtime is opaque

struct ApiBase {
  const void* (*get_api)(std::uint32_t version);
  const char* (*version)();
};

}  // namespace

struct OnnxModel::State {
  const void* const* table = nullptr;
  std::string model;
  Handle environment = nullptr;
  Handle session = nullptr;
  Handle memory = nullptr;
  std::string input_name;
  std::string output_name;

  State(const void* const* functions, std::string file)
      : table(functions), model(std::move(file)) {}

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() {
    release(Slot::ReleaseSession, session);
    release(Slot::ReleaseMemoryInfo, memory);
    release(Slot::ReleaseEnv, environment);
  }

  template <class Function>
  Function* function(Slot slot) const {
    return reinterpret_cast<Function*>(const_cast<void*>(table[static_cast<size_t>(slot)]));
  }

  /// Calls a function that returns a status (null: it went well).
  template <class... Arguments>
  void call(Slot slot, Arguments... arguments) const {
    const Handle status = function<Handle(Arguments...)>(slot)(arguments...);
    if (status == nullptr) return;
    const std::string message = function<const char*(Handle)>(Slot::GetErrorMessage)(status);
    release(Slot::ReleaseStatus, status);
    throw InputError(model, "", "ONNX Runtime: " + message, "run scripts/fetch-models again");
  }

  void release(Slot slot, Handle object) const {
    if (object != nullptr) function<void(Handle)>(slot)(object);
  }
};

namespace {

/// Releases an object of the runtime at the end of a scope.
template <class Owner>
struct Scoped {
  const Owner& owner;
  Slot release;
  Handle object = nullptr;

  Scoped(const Owner& of, Slot with) : owner(of), release(with) {}

  Scoped(const Scoped&) = delete;
  Scoped& operator=(const Scoped&) = delete;

  ~Scoped() { owner.release(release, object); }
};

}  // namespace

OnnxModel::OnnxModel(std::unique_ptr<State> state) : state_(std::move(state)) {}

OnnxModel::~OnnxModel() = default;

std::unique_ptr<OnnxModel> OnnxModel::load(const std::filesystem::path& library,
                                           const std::filesystem::path& model) {
  // Never closed again: the runtime keeps threads and thread-local state until the program ends.
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return nullptr;
  using GetApiBase = const ApiBase*();
  auto* get_base = reinterpret_cast<GetApiBase*>(dlsym(handle, "OrtGetApiBase"));
  const ApiBase* base = get_base == nullptr ? nullptr : get_base();
  const void* api = base == nullptr ? nullptr : base->get_api(kApiVersion);
  if (api == nullptr) return nullptr;

  auto state = std::make_unique<State>(static_cast<const void* const*>(api), model.string());
  state->call(Slot::CreateEnv, kLogFatalOnly, "gouji", &state->environment);
  Scoped options(*state, Slot::ReleaseSessionOptions);
  state->call(Slot::CreateSessionOptions, &options.object);
  state->call(Slot::SetIntraOpNumThreads, options.object, 1);
  state->call(Slot::SetInterOpNumThreads, options.object, 1);
  state->call(Slot::SetSessionGraphOptimizationLevel, options.object, kAllOptimizations);
  state->call(Slot::DisableMemPattern, options.object);  // every line has its own width
  state->call(
      Slot::CreateSession, state->environment, model.c_str(), options.object, &state->session);
  state->call(Slot::CreateCpuMemoryInfo, kArenaAllocator, kDefaultMemory, &state->memory);

  Handle allocator = nullptr;
  state->call(Slot::GetAllocatorWithDefaultOptions, &allocator);
  for (const auto& [slot, kept] : {std::pair{Slot::SessionGetInputName, &state->input_name},
                                   std::pair{Slot::SessionGetOutputName, &state->output_name}}) {
    char* name = nullptr;
    state->call(slot, state->session, size_t{0}, allocator, &name);
    *kept = name;
    state->call(Slot::AllocatorFree, allocator, static_cast<void*>(name));
  }
  return std::unique_ptr<OnnxModel>(new OnnxModel(std::move(state)));
}

OnnxTensor OnnxModel::run(std::span<float> input, std::span<const std::int64_t> shape) const {
  Scoped in(*state_, Slot::ReleaseValue);
  state_->call(Slot::CreateTensorWithDataAsOrtValue,
               state_->memory,
               static_cast<void*>(input.data()),
               input.size_bytes(),
               shape.data(),
               shape.size(),
               kFloat,
               &in.object);
  Scoped out(*state_, Slot::ReleaseValue);
  const char* input_name = state_->input_name.c_str();
  const char* output_name = state_->output_name.c_str();
  state_->call(Slot::Run,
               state_->session,
               Handle{nullptr},
               &input_name,
               &in.object,
               size_t{1},
               &output_name,
               size_t{1},
               &out.object);
  Scoped type(*state_, Slot::ReleaseTensorTypeAndShapeInfo);
  state_->call(Slot::GetTensorTypeAndShape, out.object, &type.object);
  OnnxTensor result;
  size_t dimensions = 0;
  state_->call(Slot::GetDimensionsCount, type.object, &dimensions);
  result.shape.resize(dimensions);
  state_->call(Slot::GetDimensions, type.object, result.shape.data(), dimensions);
  void* data = nullptr;
  state_->call(Slot::GetTensorMutableData, out.object, &data);
  const auto count = std::accumulate(
      result.shape.begin(), result.shape.end(), std::int64_t{1}, std::multiplies<>());
  const auto* values = static_cast<const float*>(data);
  result.values.assign(values, values + count);
  return result;
}

}  // namespace gouji
