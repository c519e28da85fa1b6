/** What a source of costs is, whoever the provider: what is asked of it, what it answers, and how it fails. */
@NullMarked
package io.finops.costexporter.source;

import org.jspecify.annotations.NullMarked;
