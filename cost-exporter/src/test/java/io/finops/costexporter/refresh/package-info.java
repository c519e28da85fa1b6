@NullMarked
package io.finops.costexporter.refresh;

import org.jspecify.annotations.NullMarked;
