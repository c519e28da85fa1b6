@NullMarked
package io.finops.costexporter.focus;

import org.jspecify.annotations.NullMarked;
