# Read without a fee, and the source of the alerts CloudBudget….
resource "aws_budgets_budget" "account" {
  count        = var.monthly_budget_usd > 0 ? 1 : 0
  name         = "${var.name}-account"
  budget_type  = "COST"
  limit_amount = var.monthly_budget_usd
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

resource "aws_ce_anomaly_monitor" "services" {
  count             = var.anomaly_monitor ? 1 : 0
  name              = "${var.name}-services"
  monitor_type      = "DIMENSIONAL"
  monitor_dimension = "SERVICE"
}
