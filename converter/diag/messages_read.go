package diag

// readMessages is filled by the part of the product that it is named after.
var readMessages = map[Code]message{}
