/** Cost and usage exports in the FOCUS format, read from a folder: a source of costs beside Cost Explorer. */
@NullMarked
package io.finops.costexporter.focus;

import org.jspecify.annotations.NullMarked;
