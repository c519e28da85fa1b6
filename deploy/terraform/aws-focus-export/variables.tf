variable "bucket" {
  description = "Name of the bucket to create for the export"
  type        = string
}

variable "name" {
  description = "Name of the export, a folder below the prefix"
  type        = string
  default     = "finops-focus"
}

variable "prefix" {
  description = "Folder in the bucket"
  type        = string
  default     = "exports"
}

variable "columns" {
  description = "Columns of FOCUS_1_0_AWS to export: those that cost-exporter understands. Add ResourceId to group by resource; it makes the export larger"
  type        = list(string)
  default = [
    "AvailabilityZone", "BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass", "ChargeDescription",
    "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart", "CommitmentDiscountId", "CommitmentDiscountStatus", "ConsumedQuantity", "ConsumedUnit", "ContractedCost", "EffectiveCost",
    "ListCost", "PricingCategory", "PricingQuantity", "PricingUnit", "ProviderName", "RegionId", "ServiceCategory", "ServiceName", "SkuId", "SubAccountId", "SubAccountName", "Tags",
    "x_CostCategories", "x_Operation", "x_UsageType",
  ]
}
