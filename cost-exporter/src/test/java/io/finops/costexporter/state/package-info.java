@NullMarked
package io.finops.costexporter.state;

import org.jspecify.annotations.NullMarked;
