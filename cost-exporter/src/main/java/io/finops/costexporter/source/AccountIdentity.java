package io.finops.costexporter.source;

import java.util.Optional;

/** Whose bill it is: what saved figures are kept under, so that one account's are never served as another's. */
public interface AccountIdentity {
    /** The identity as far as it is known without asking AWS. */
    Optional<String> known();

    /**
     * The identity, asking AWS free of charge if need be.
     *
     * @throws ReadFailure if AWS could not be asked
     */
    String resolve();

    /** The same identity where figures come from another place: an endpoint, a region, or files. */
    default AccountIdentity at(String origin) {
        AccountIdentity account = this;
        return new AccountIdentity() {
            @Override
            public Optional<String> known() {
                return account.known().map(known -> origin + " " + known);
            }

            @Override
            public String resolve() {
                return origin + " " + account.resolve();
            }
        };
    }

    /** An identity that configuration alone decides. */
    static AccountIdentity fixed(String identity) {
        return new AccountIdentity() {
            @Override
            public Optional<String> known() {
                return Optional.of(identity);
            }

            @Override
            public String resolve() {
                return identity;
            }
        };
    }
}
