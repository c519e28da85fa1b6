variable "name" {
  description = "Prefix of everything that is made here."
  type        = string
  default     = "finops"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.name))
    error_message = "Lower-case letters, digits and hyphens, 2 to 21 characters."
  }
}

variable "oidc_provider_arn" {
  description = "The cluster's OIDC provider in IAM (EKS: aws iam list-open-id-connect-providers)."
  type        = string
}

variable "oidc_issuer" {
  description = "The issuer's address without https://, as the provider has it."
  type        = string
  validation {
    condition     = !startswith(var.oidc_issuer, "https://")
    error_message = "Without https://."
  }
}

variable "namespace" {
  description = "The namespace that cost-exporter runs in."
  type        = string
  default     = "finops-production"
}

variable "policies" {
  description = "Which files of docs/iam the role gets: spend is needed, each other one switches a collector on."
  type        = set(string)
  default     = ["spend", "forecast", "anomalies", "budgets"]
  validation {
    condition     = contains(var.policies, "spend")
    error_message = "Without spend the exporter has nothing to read."
  }
}

variable "monthly_budget_usd" {
  description = "Limit of the budget for the whole account; 0 makes none."
  type        = number
  default     = 0
}

variable "anomaly_monitor" {
  description = "Whether to make a monitor of anomalies by service. An account can have one of this kind."
  type        = bool
  default     = false
}

variable "long_term_bucket" {
  description = "Whether to make a bucket for metrics that are kept for years (Thanos, Mimir)."
  type        = bool
  default     = false
}
