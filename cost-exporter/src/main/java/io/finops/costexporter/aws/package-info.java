/** The AWS SDK as the source of spend. Nothing outside this package sees an SDK type. */
@NullMarked
package io.finops.costexporter.aws;

import org.jspecify.annotations.NullMarked;
