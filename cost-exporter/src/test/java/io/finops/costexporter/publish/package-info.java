@NullMarked
package io.finops.costexporter.publish;

import org.jspecify.annotations.NullMarked;
