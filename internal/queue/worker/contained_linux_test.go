package worker_test

const contained = true
