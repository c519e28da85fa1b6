# For people who expect one; every word is ./stack's.
.PHONY: up down status logs test health validate-config smoke-test help

help:
	@./stack help

up down status test validate-config smoke-test:
	@./stack $@

# Which component: make logs NAME=payments-service
logs:
	@./stack logs $(or $(NAME),payments-service)

# Exit code 0 when everything that was started is up.
health: status
