package diag

// checkMessages is filled by the part of the product that it is named after.
var checkMessages = map[Code]message{}
