@NullMarked
package io.finops.costexporter.errors;

import org.jspecify.annotations.NullMarked;
