package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.Bill;
import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetCostAndUsage}. */
final class CostAndUsage implements AwsOperation {
    /** Rows (groups of a period) on a page, unless a fault says otherwise. */
    static final int PAGE_ROWS = 1_500;

    private static final int PAGE_ROWS_OF_BROKEN_PAGING = 20;
    private static final int PAGE_ROWS_OF_MANY = 10_000;

    @Override
    public ObjectNode answer(AwsRequest request) {
        CostQuery query = CostQuery.parse(request);
        int question = query.hashCode();
        FaultSwitches faults = request.faults();
        PageToken page = new PageToken(0, request.view().now(), question);
        if (request.has("NextPageToken")) {
            page = brokenPaging(faults) ? page : PageToken.decode(request.text("NextPageToken", ""), question);
        }
        ActiveFault empty = faults.strikes(Fault.CE_EMPTY, request.operation());
        ObjectNode answer = Json.object();
        ArrayNode definitions = answer.putArray("GroupDefinitions");
        query.groupBy()
                .forEach(by -> definitions.addObject().put("Type", by.type()).put("Key", by.name()));
        CostRows rows = new CostRows(query, request.view().at(page.seenAt()), empty != null);
        int pageRows = pageRows(faults);
        int all = rows.write(
                empty != null && empty.text("shape").equals("periods")
                        ? Json.array()
                        : answer.putArray("ResultsByTime"),
                page.offset(),
                pageRows);
        answer.putIfAbsent("ResultsByTime", Json.array());
        accounts(answer.putArray("DimensionValueAttributes"), query);
        if (faults.isOn(Fault.CE_REPEATED_TOKEN)) {
            answer.put("NextPageToken", "c2ltdWxhdGVkLXJlcGVhdGVkLXRva2Vu");
        } else if (faults.isOn(Fault.CE_ENDLESS_PAGES)) {
            answer.put("NextPageToken", new PageToken((int) System.nanoTime(), page.seenAt(), question).encode());
        } else if (page.offset() + pageRows < all) {
            answer.put("NextPageToken", new PageToken(page.offset() + pageRows, page.seenAt(), question).encode());
        }
        return answer;
    }

    private static boolean brokenPaging(FaultSwitches faults) {
        return faults.isOn(Fault.CE_REPEATED_TOKEN) || faults.isOn(Fault.CE_ENDLESS_PAGES);
    }

    private static int pageRows(FaultSwitches faults) {
        ActiveFault small = faults.active(Fault.CE_SMALL_PAGES);
        if (small != null) {
            return (int) small.whole("rows");
        } else if (brokenPaging(faults)
                || faults.isOn(Fault.CE_MISSING_PAGE)
                || faults.isOn(Fault.CE_REQUEST_CHANGED)) {
            return PAGE_ROWS_OF_BROKEN_PAGING;
        }
        return faults.isOn(Fault.CE_MANY_ROWS) ? PAGE_ROWS_OF_MANY : PAGE_ROWS;
    }

    private static void accounts(ArrayNode attributes, CostQuery query) {
        boolean byAccount = query.groupBy().stream()
                .anyMatch(by -> by.name().equals(Dimension.LINKED_ACCOUNT.name())
                        && by.type().equals("DIMENSION"));
        if (!byAccount) {
            return;
        }
        for (Account account : Bill.accounts()) {
            attributes
                    .addObject()
                    .put("Value", account.id())
                    .putObject("Attributes")
                    .put("description", account.name());
        }
    }
}
