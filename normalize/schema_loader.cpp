#include "normalize/schema.h"
