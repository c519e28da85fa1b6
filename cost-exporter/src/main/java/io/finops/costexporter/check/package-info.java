/** The check command: says in plain words whether this can work. */
@NullMarked
package io.finops.costexporter.check;

import org.jspecify.annotations.NullMarked;
