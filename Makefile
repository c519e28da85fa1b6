# A thin wrapper; every target is a command of ./stack.
words := up down status test validate-config smoke-test check-dependencies
# Files and folders are not targets: without this, `make deploy` would report that there is nothing to be done.
files := $(filter-out Makefile $(words) help logs health deploy,$(wildcard * .??*))
.PHONY: help $(words) logs health deploy $(files)

help:
	@echo 'make WORD, with one of:  $(words)'
	@echo 'make logs NAME=payments-service   what a component has logged'
	@echo 'make deploy ENV=staging           brings an overlay of deploy/kubernetes to a cluster'
	@echo 'make health                       exit code 0 when everything that was started is up'
	@echo 'The words are those of ./stack, which has more of them and options for each: ./stack help'

$(words):
	@./stack $@

# Which component: make logs NAME=payments-service
logs:
	@./stack logs $(or $(NAME),payments-service)

health: status

# Which environment: make deploy ENV=staging
deploy:
	@./stack deploy $(ENV)

$(files) .DEFAULT:
	@echo "make: there is no word '$@': make help lists them, ./stack help has more" >&2; exit 2
